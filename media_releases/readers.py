"""Whom the press desk hands down to publishing: who may read under embargo, and who is on call."""

from django.db.models import QuerySet

from media_releases.models import Accreditation, OnCall


def accredited() -> QuerySet[Accreditation]:
    """The accreditations in force, from `settings.EMBARGO_READERS`: rows with `user`, `job` and `outlet`."""
    return Accreditation.objects.in_force()


def on_call() -> QuerySet[OnCall]:
    """The shifts of this moment, from `settings.ON_CALL`."""
    return OnCall.objects.now()
