"""Releasing a file of the register, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from register.models import RegisterFile
from register.plausibility import plausibility_of
from register.releasing import locked, put_in_use, take_back


@transaction.atomic
def release_list(*, file: RegisterFile, covers: str, by: User) -> bool:
    """Use a file from now on; whether it is in use now.

    One that is unlike the list beside it is only asked for by the first person, and released by a second. Raises
    ValidationError for one that is in use, and for the second time by the first person; PermissionDenied.
    """
    check(by, Permission.REGISTER_LOAD)
    file = locked(file)
    if not file.can_be_released:
        raise ValidationError("This list is in use already.")
    if file.guessed:
        raise ValidationError("Say first whether the columns that were guessed hold what they seem to.")
    file.covers = covers
    if plausibility_of(file).wrong and not _is_second(file, by):
        if file.asked_by_id == by.pk:
            raise ValidationError("You have asked for its release. A second person must look and release it.")
        file.asked_by, file.asked_at = by, timezone.now()
        file.save(update_fields=["asked_by", "asked_at", "covers"])
        return False
    put_in_use(file, covers=covers, by=by)
    return True


@transaction.atomic
def withdraw_list(*, file: RegisterFile, reason: str, by: User) -> RegisterFile:
    """Use a file no longer, or never. Raises ValidationError for one that was taken back already; PermissionDenied."""
    check(by, Permission.REGISTER_LOAD)
    file = locked(file)
    if file.withdrawn_at:
        raise ValidationError("This list was taken back already.")
    return take_back(file, why=reason, by=by)


def _is_second(file: RegisterFile, by: User) -> bool:
    return file.asked_by_id is not None and file.asked_by_id != by.pk
