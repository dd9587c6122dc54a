"""What the press desk does: starts releases, notes enquiries and answers them, keeps lines to take."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from media_releases.models import Enquiry, LineToTake, Release
from people.access import Permission, check
from people.models import User
from publishing import actions as publishing
from publishing.models import Edition


@transaction.atomic
def start_release(*, kind: str, by: User, enquiry: Enquiry | None = None, **content) -> Edition:
    """Start a release with its first draft, for an enquiry where one gave rise to it. Raises PermissionDenied."""
    edition = publishing.start(kind=kind, by=by, **content)
    Release.objects.create(publication=edition.publication, enquiry=enquiry)
    return edition


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


def keep_line(*, by: User, **facts) -> LineToTake:
    """Keep what we say when asked. Raises PermissionDenied."""
    check(by, Permission.PRESS_DESK)
    return LineToTake.objects.create(**facts)
