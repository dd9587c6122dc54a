"""What people do about a purge: search, propose, confirm, drop. A worker does the work (`work.py`)."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chaportal.purging.pattern import Words, words_of
from chaportal.purging.result import Result
from jobs.task_queue import enqueue_after_commit
from people.access import Permission, check
from people.models import Purge, SecurityEvent, User
from people.security import record

TASK = "chaportal.tasks.sweep_purges"
KIND = SecurityEvent.Kind.PURGE


def looked(*, purge: Purge, by: User) -> None:
    """Record that someone read what was found, with what is around the words."""
    reason = "Read the proposal" if purge.proposed_at else "Read what was found"
    record(KIND, user=by, subject=f"purge {purge.pk}", reason=reason)


@transaction.atomic
def search(*, typed: str, by: User) -> Purge:
    """Have a worker look for words in everything. Raises TooVague, and PermissionDenied without the permission."""
    check(by, Permission.PURGE)
    purge = Purge.objects.create(words=typed, words_sha256=_sha256(words_of(typed)), proposed_by=by)
    record(KIND, user=by, subject=f"purge {purge.pk}", reason="Searched everything")
    enqueue_after_commit(TASK)
    return purge


@transaction.atomic
def search_again(*, purge: Purge, by: User) -> None:
    """Have the same words looked for anew, unless somebody has confirmed it or it is over."""
    check(by, Permission.PURGE)
    again = Purge.objects.open().filter(pk=purge.pk, confirmed_at=None).update(found="", found_at=None)
    if again:
        record(KIND, user=by, subject=f"purge {purge.pk}", reason="Searched everything")
        enqueue_after_commit(TASK)


@transaction.atomic
def propose(*, purge: Purge, reason: Purge.Reason, by: User) -> Purge:
    """Propose to take out what one has looked for. Twice changes nothing.

    Raises PermissionDenied, and ValidationError for a search of somebody else's, or one that is over.
    """
    check(by, Permission.PURGE)
    purge = Purge.objects.select_for_update().get(pk=purge.pk)
    if not purge.is_open or purge.proposed_by_id != by.pk:
        raise ValidationError("This search is over. Search again.")
    if purge.proposed_at is None:
        purge.reason, purge.proposed_at = reason, timezone.now()
        purge.save()
        record(KIND, user=by, subject=f"purge {purge.pk}", reason="Proposed")
    return purge


@transaction.atomic
def confirm(*, purge: Purge, references: list[str], seen: str, by: User) -> Purge:
    """Agree, as a second person, to take the words out and to delete some of the files; a worker does it at once.

    `seen` is the digest of the Result that they saw. Raises ValidationError with a sentence for the person who proposed
    it, before everything was looked into, when something else was found meanwhile, and when it was confirmed, done or
    dropped. Raises PermissionDenied.
    """
    check(by, Permission.PURGE)
    purge = Purge.objects.select_for_update().get(pk=purge.pk)
    result = Result.of(purge)
    _check_ready(purge, result, seen, by)
    purge.confirmed_by, purge.confirmed_at, purge.fault = by, timezone.now(), ""
    purge.chosen = [reference for reference in references if reference in result.references]
    purge.save()
    record(KIND, user=by, subject=f"purge {purge.pk}", reason="Confirmed")
    enqueue_after_commit(TASK)
    return purge


@transaction.atomic
def drop(*, purge: Purge, by: User) -> None:
    """Let go of a search or a proposal, by whoever may make one; its words are forgotten.

    Dropping twice changes nothing, nor does dropping what is done.
    """
    check(by, Permission.PURGE)
    purge = Purge.objects.select_for_update().get(pk=purge.pk)
    if purge.is_open:
        purge.words = purge.found = purge.progress = purge.fault = ""
        purge.dropped_at = timezone.now()
        purge.save()
        record(KIND, user=by, subject=f"purge {purge.pk}", reason="Dropped")


def _check_ready(purge: Purge, result: Result, seen: str, by: User) -> None:
    if not purge.is_open or purge.proposed_at is None or purge.confirmed_at:
        raise ValidationError("This was confirmed, done or dropped meanwhile.")
    if purge.proposed_by_id in (None, by.pk):
        raise ValidationError("You proposed this, so a second person must confirm it.")
    if purge.found_at is None:
        raise ValidationError("Everything is still being looked into. Try again in a minute.")
    if result.too_many:
        raise ValidationError(result.too_many)
    if seen != result.digest:
        raise ValidationError("It was looked for again meanwhile, and something else was found. Look at it again.")


def _sha256(words: Words) -> str:
    return hashlib.sha256(words.pattern.encode()).hexdigest()
