"""The list of purges beside the files: a restore of an older backup reads it, and does the same again.

One small file each, with the words encrypted: without `FIELD_KEYS` it tells nothing. It lies with the uploaded files: a
database that is put back to an earlier day does not take it along, and every later backup holds it too.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from encryption import decrypt, encrypt
from people.models import Purge

FOLDER = "purges"
# No backup may be kept for longer (docs/operating.md): by then nothing can bring the words back.
KEPT_FOR = timedelta(days=400)


class Unreadable(Exception):
    """A purge on the list that is damaged, or was written with a key that is not here."""


@dataclass(frozen=True)
class Remembered:
    """What was purged: `words` as they were typed, encrypted, and SHA-256 of the files that were deleted."""

    id: str
    reason: str
    done_at: str  # UTC, ISO 8601
    words: str
    files: list[str]

    @property
    def typed(self) -> str:
        """The words. Raises Unreadable."""
        try:
            return decrypt(self.words)
        except InvalidToken as fault:
            raise Unreadable(self.id) from fault


def remember(purge: Purge, typed: str, files: list[str], done_at: datetime, storage: Storage = default_storage) -> str:
    """Write a purge onto the list; gives the name of its file."""
    return _write(Remembered(str(purge.pk), purge.reason, done_at.isoformat(), encrypt(typed), files), storage)


def listed(storage: Storage = default_storage) -> dict[str, Remembered]:
    """The list of an installation, by the purges' ids."""
    return {entry.id: entry for _, entry in _files(storage)}


def listed_beside(backup: Path) -> dict[str, Remembered]:
    """The lists of a backup and of those in the same folder, which may be later ones."""
    files = backup.parent.glob(f"*/files/{FOLDER}/*.json")
    entries = (_read(file.read_bytes(), file.stem) for file in files)
    return {entry.id: entry for entry in entries}


def save_list(entries: dict[str, Remembered], storage: Storage) -> None:
    """Have all of a list in a storage too."""
    for missing in entries.keys() - listed(storage).keys():
        _write(entries[missing], storage)


def forget_old(storage: Storage = default_storage) -> int:
    """Take off the list what no backup can bring back any more; gives how many."""
    before = timezone.now() - KEPT_FOR
    old = [name for name, entry in _files(storage) if datetime.fromisoformat(entry.done_at) < before]
    for name in old:
        storage.delete(name)
    return len(old)


def _write(entry: Remembered, storage: Storage) -> str:
    return storage.save(f"{FOLDER}/{entry.id}.json", ContentFile(json.dumps(asdict(entry)).encode()))


def _files(storage: Storage) -> Iterator[tuple[str, Remembered]]:
    try:
        names = storage.listdir(FOLDER)[1]
    except FileNotFoundError:  # nothing was purged yet
        return
    for name in names:
        with storage.open(f"{FOLDER}/{name}") as file:
            yield f"{FOLDER}/{name}", _read(file.read(), name)


def _read(raw: bytes, name: str) -> Remembered:
    try:
        return Remembered(**json.loads(raw))
    except (ValueError, TypeError) as fault:
        raise Unreadable(name) from fault
