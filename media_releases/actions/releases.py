"""How a release begins."""

from django.db import transaction

from media_releases.models import Enquiry, Release
from people.models import User
from publishing import actions as publishing
from publishing.models import Edition


@transaction.atomic
def start_release(*, kind: str, by: User, enquiry: Enquiry | None = None, **content) -> Edition:
    """Start a release with its first draft, for an enquiry where one gave rise to it. Raises PermissionDenied."""
    edition = publishing.start(kind=kind, by=by, **content)
    Release.objects.create(publication=edition.publication, enquiry=enquiry)
    return edition
