"""Press enquiries: noted, and answered once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from media_releases.models import Enquiry
from people.access import Permission, check
from people.models import User


def note_enquiry(*, by: User, **facts) -> Enquiry:
    """Keep what a journalist asks and by when they need it. Raises PermissionDenied."""
    check(by, Permission.PRESS_DESK)
    return Enquiry.objects.create(**facts)


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, answer: str, by: User) -> Enquiry:
    """Keep what the journalist was told. Raises ValidationError when a colleague answered meanwhile."""
    check(by, Permission.PRESS_DESK)
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.answered_at:
        raise ValidationError("A colleague has answered this meanwhile. Read what they said before you ring.")
    enquiry.answer, enquiry.answered_by, enquiry.answered_at = answer, by, timezone.now()
    enquiry.save()
    return enquiry
