"""Doing again what was purged after the backup that a restore brings back."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import Storage

from chaportal.purging import files
from chaportal.purging.pattern import words_of
from chaportal.purging.remembered import FOLDER, Remembered
from chaportal.purging.taking_out import take_out
from chaportal.rights.remembered import FOLDER as ERASED
from people.models import Purge


def replay(entries: dict[str, Remembered], *, using: str, storage: Storage) -> int:
    """Take the words of a list out of a database and a storage, within the caller's transaction; gives how many purges.

    Those that the database knows as done are in it already. Raises Unreadable when the key is missing that a purge was
    written down with.
    """
    known = {str(pk) for pk in Purge.objects.using(using).done().values_list("pk", flat=True)}
    new = [entry for entry in entries.values() if entry.id not in known]
    for entry in new:
        _replay(entry, using, storage)
    return len(new)


def _replay(entry: Remembered, using: str, storage: Storage) -> None:
    words = words_of(entry.typed)
    deleted = [file for file in files.files(using, storage) if file.sha256 in entry.files]
    files.delete(deleted, using, storage)
    done_at = datetime.fromisoformat(entry.done_at)
    tombstone = {"reason": entry.reason, "words": "", "proposed_at": done_at, "done_at": done_at, "dropped_at": None}
    tombstone |= {"found": "", "chosen": [], "progress": "", "fault": ""}
    tombstone |= {"places": take_out(words, agreed=None, using=using), "files": len(deleted), "replayed": True}
    Purge.objects.using(using).update_or_create(pk=entry.id, defaults=tombstone)


def without_list(names: Iterable[str]) -> list[str]:
    """Of the names of files in a storage, those that are not on this list or on that of who was erased."""
    return [name for name in names if not name.startswith((f"{FOLDER}/", f"{ERASED}/"))]
