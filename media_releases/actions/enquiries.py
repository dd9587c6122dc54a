"""Press enquiries: noted, taken on, and answered once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from media_releases.models import Enquiry
from people.access import Permission, check
from people.models import User
from publishing.models import Edition


def note_enquiry(*, by: User, **facts) -> Enquiry:
    """Keep what a journalist asks and by when they need it. Raises PermissionDenied."""
    check(by, Permission.PRESS_DESK)
    return Enquiry.objects.create(**facts)


@transaction.atomic
def edit_enquiry(*, enquiry: Enquiry, by: User, **facts) -> Enquiry:
    """Change what was noted. Raises ValidationError once it is answered: the answer was to what was asked then."""
    enquiry = _locked_open(enquiry, by)
    for name, value in facts.items():
        setattr(enquiry, name, value)
    enquiry.save()
    return enquiry


@transaction.atomic
def take_enquiry(*, enquiry: Enquiry, by: User, seen: int | None) -> Enquiry:
    """Take an open enquiry on; `seen` is who had it on the page (None: nobody).

    Raises ValidationError when a colleague took it or answered it meanwhile.
    """
    enquiry = _locked_open(enquiry, by)
    if enquiry.taken_by_id not in (seen, by.pk):
        raise ValidationError(f"{enquiry.taken_by or 'Nobody'} has it meanwhile. Speak to each other, then take it.")
    enquiry.taken_by = by
    enquiry.save()
    return enquiry


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, answer: str, by: User, answered_with: Edition | None = None) -> Enquiry:
    """Keep what the journalist was told, and with which line. Raises ValidationError when a colleague was first."""
    enquiry = _locked_open(enquiry, by)
    enquiry.answer, enquiry.answered_by, enquiry.answered_at = answer, by, timezone.now()
    enquiry.answered_with = answered_with
    enquiry.save()
    return enquiry


def _locked_open(enquiry: Enquiry, by: User) -> Enquiry:
    check(by, Permission.PRESS_DESK)
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.answered_at:
        raise ValidationError("A colleague has answered this meanwhile. Read what they said before you ring.")
    return enquiry
