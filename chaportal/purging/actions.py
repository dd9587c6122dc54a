"""Proposing a purge, and confirming or dropping it."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone

from chaportal.purging import files
from chaportal.purging.pattern import Words, words_of
from chaportal.purging.remembered import remember
from chaportal.purging.taking_out import take_out
from people.access import Permission, check
from people.doorbell import ring_after_commit
from people.models import Purge, SecurityEvent, User
from people.security import record

TASK = "chaportal.tasks.sweep_purges"
KIND = SecurityEvent.Kind.PURGE


def looked(*, by: User, subject: str = "") -> None:
    """Record that someone searched everything, or read a proposal with what is around its words."""
    record(KIND, user=by, subject=subject, reason="Searched everything" if not subject else "Read the proposal")


@transaction.atomic
def propose(*, typed: str, reason: Purge.Reason, by: User) -> Purge:
    """Propose to take words out of everything. Raises TooVague, and PermissionDenied without the permission."""
    check(by, Permission.PURGE)
    purge = Purge.objects.create(
        reason=reason,
        words=typed,
        words_sha256=_sha256(words_of(typed)),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    record(KIND, user=by, subject=f"purge {purge.pk}", reason="Proposed")
    ring_after_commit(TASK)
    return purge


def confirm(*, purge: Purge, references: list[str], by: User) -> Purge:
    """Take the words out and delete the chosen files, in one transaction; what is left is a tombstone.

    Raises ValidationError with a sentence for the person who proposed it, before all files were looked into, when it
    was done or dropped meanwhile, and when a rule of the database stands in the way. Raises PermissionDenied.
    """
    check(by, Permission.PURGE)
    listed = []
    try:
        with transaction.atomic():
            return _confirm(purge, references, by, listed)
    except DatabaseError as fault:
        _take_off(listed)
        raise ValidationError(
            "Nothing was removed: a rule of the database stands in the way where these words are part of an address or "
            "a number. Change that value by hand first, then confirm again."
        ) from fault
    except BaseException:
        _take_off(listed)
        raise


@transaction.atomic
def drop(*, purge: Purge, by: User) -> None:
    """Let go of a proposal, by whoever may make one; its words are forgotten. Dropping twice changes nothing."""
    check(by, Permission.PURGE)
    purge = Purge.objects.select_for_update().get(pk=purge.pk)
    if purge.is_open:
        purge.words, purge.found_in, purge.dropped_at = "", None, timezone.now()
        purge.save()
        record(KIND, user=by, subject=f"purge {purge.pk}", reason="Dropped")


def look_into_files(purge: Purge) -> int:
    """Write down which files say the words; gives 1, or 0 when the proposal was dropped meanwhile."""
    return Purge.objects.open().filter(pk=purge.pk).update(found_in=files.look_into(words_of(purge.words)))


def _confirm(purge: Purge, references: list[str], by: User, listed: list[str]) -> Purge:
    purge = Purge.objects.select_for_update().get(pk=purge.pk)
    _check_open(purge, by)
    typed, words = purge.words, words_of(purge.words)
    purge.confirmed_by = by
    purge.save()
    chosen = files.chosen([reference for reference in references if reference in purge.found_in])
    sums = [file.sha256 for file in chosen]
    files.delete(chosen)
    purge.places = take_out(words, agreed=purge.pk)
    purge.words, purge.found_in, purge.files, purge.done_at = "", None, len(chosen), timezone.now()
    purge.save()
    record(KIND, user=by, subject=f"purge {purge.pk}", reason=f"Confirmed: {purge.how_many} values")
    # Before the commit: were the disk full now, nothing would be purged that a restore brought back.
    listed.append(remember(purge, typed, sums, purge.done_at))
    return purge


def _check_open(purge: Purge, by: User) -> None:
    if not purge.is_open:
        raise ValidationError("This was done or dropped meanwhile.")
    if purge.proposed_by_id in (None, by.pk):
        raise ValidationError("You proposed this, so a second person must confirm it.")
    if purge.found_in is None:
        raise ValidationError("The files are still being looked into. Try again in a minute.")


def _take_off(listed: list[str]) -> None:
    for name in listed:
        default_storage.delete(name)


def _sha256(words: Words) -> str:
    return hashlib.sha256(words.pattern.encode()).hexdigest()
