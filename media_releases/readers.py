"""What the press desk hands down to publishing: whom embargoed texts can be given to (`settings.EMBARGO_READERS`)."""

from django.db.models import QuerySet

from media_releases.models import Accreditation


def accredited() -> QuerySet[Accreditation]:
    """The accreditations in force: rows with `user`, `job` and `outlet`."""
    return Accreditation.objects.in_force()
