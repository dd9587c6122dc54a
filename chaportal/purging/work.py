"""What a worker does for a purge: looking everywhere, and taking the words out once two people agreed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone

from chaportal.purging import files
from chaportal.purging.finding import TooMany, find
from chaportal.purging.pattern import words_of
from chaportal.purging.remembered import remember
from chaportal.purging.result import Result
from chaportal.purging.taking_out import take_out
from people.models import Purge, SecurityEvent
from people.security import record

REPORT_EVERY = 2  # seconds
SEARCHES_KEPT_FOR = timedelta(days=1)
IN_THE_WAY = (
    "Nothing was removed: a rule of the database stands in the way where these words are part of an address or a "
    "number. Change that value by hand first, then confirm again."
)


def look(purge: Purge) -> int:
    """Write down where the words of a purge stand, in tables and files; gives 1, or 0 when it was dropped meanwhile."""
    words, report = words_of(purge.words), _progress_of(purge)
    try:
        result = Result(find(words, report=report), files.look_into(words, report=report))
    except TooMany as fault:
        result = Result(too_many=str(fault))
    found = {"found": result.as_json(), "found_at": timezone.now(), "progress": ""}
    return Purge.objects.open().filter(pk=purge.pk, found_at=None).update(**found)


def carry_out(purge: Purge) -> int:
    """Take the words out and delete the chosen files, in one transaction; what is left is a tombstone.

    Gives 1; 0 when it was dropped meanwhile, or when a rule of a table stands in the way: then it waits for people
    again, with the reason. Raises OperationalError for what may go better later.
    """
    try:
        with _off_the_list_unless_done() as listed, transaction.atomic():
            return _carry_out(purge.pk, listed)
    except OperationalError:
        raise
    except DatabaseError:
        return _give_back(purge.pk)


def forget_searches() -> int:
    """Drop what was looked for and proposed by nobody within a day; gives how many."""
    old = Purge.objects.searches().filter(asked_at__lt=timezone.now() - SEARCHES_KEPT_FOR)
    return old.update(words="", found="", progress="", dropped_at=timezone.now())


def _carry_out(pk, listed: list[str]) -> int:
    purge = Purge.objects.agreed().select_for_update(of=("self",)).select_related("confirmed_by").filter(pk=pk).first()
    if purge is None:
        return 0
    typed = purge.words
    chosen = files.chosen(purge.chosen)
    sums = [file.sha256 for file in chosen]
    files.delete(chosen)
    purge.places = take_out(words_of(typed), agreed=purge.pk)
    purge.words = purge.found = purge.progress = ""
    purge.files, purge.done_at = len(chosen), timezone.now()
    purge.save()
    reason = f"Removed: {purge.how_many} values"
    record(SecurityEvent.Kind.PURGE, user=purge.confirmed_by, subject=f"purge {purge.pk}", reason=reason)
    # Before the commit: were the disk full now, nothing would be purged that a restore brought back.
    listed.append(remember(purge, typed, sums, purge.done_at))
    return 1


def _give_back(pk) -> int:
    """Let people decide again, on a new search."""
    again = {"confirmed_by": None, "confirmed_at": None, "chosen": [], "found": "", "found_at": None}
    Purge.objects.agreed().filter(pk=pk).update(**again, fault=IN_THE_WAY)
    return 0


def _progress_of(purge: Purge) -> Callable[[str], None]:
    """Writes down how far the worker is, every other second at most."""
    last = float("-inf")

    def report(how_far: str) -> None:
        nonlocal last
        if time.monotonic() - last > REPORT_EVERY:
            last = time.monotonic()
            Purge.objects.filter(pk=purge.pk).update(progress=how_far)

    return report


@contextmanager
def _off_the_list_unless_done() -> Iterator[list[str]]:
    """Names of files on the list of what was purged, which go again when the block does not come to its end."""
    listed: list[str] = []
    try:
        yield listed
    except BaseException:
        for name in listed:
            default_storage.delete(name)
        raise
