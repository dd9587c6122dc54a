"""Which files are in use: what a release and its taking back do, whoever decides it."""

from itertools import pairwise

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from people.models import User
from register.models import RegisterFile


@transaction.atomic
def put_in_use(file: RegisterFile, *, covers: str, by: User | None) -> RegisterFile:
    """Use a file from now on, in place of an earlier edition of its date; who follows the register is told."""
    file, now = locked(file), timezone.now()
    file.covers, file.released_at, file.released_by = covers, now, by
    file.asked_at = file.asked_by = file.withdrawn_at = file.withdrawn_by = None
    file.withdrawn_why = ""
    file.save()
    _settle(file)
    for path in settings.REGISTER_FOLLOWERS:
        import_string(path)(file)
    return file


@transaction.atomic
def take_back(file: RegisterFile, *, why: str, by: User | None) -> RegisterFile:
    """Use a file no longer: an earlier edition of its date comes back, and what came of it is undone."""
    file = locked(file)
    file.withdrawn_at, file.withdrawn_by, file.withdrawn_why = timezone.now(), by, why
    file.asked_at = file.asked_by = None
    file.save()
    _settle(file)
    for path in settings.REGISTER_WITHDRAWAL_FOLLOWERS:
        import_string(path)(file)
    return file


def locked(file: RegisterFile) -> RegisterFile:
    """The file as it is now, without its bytes, locked until the transaction ends."""
    return RegisterFile.objects.select_for_update(of=("self",)).defer("original").get(pk=file.pk)


def _settle(file: RegisterFile) -> None:
    """Of the editions of one list that were released and not taken back, each is replaced by the next."""
    editions = RegisterFile.objects.filter(kind=file.kind, as_at=file.as_at)
    editions.update(superseded_by=None)
    released = list(editions.filter(released_at__isnull=False, withdrawn_at=None).order_by("released_at", "pk"))
    for earlier, later in pairwise(released):
        editions.filter(pk=earlier.pk).update(superseded_by=later)
