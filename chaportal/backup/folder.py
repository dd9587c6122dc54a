"""A backup's folder on a disk: nobody else's to read, and whole or refused."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from chaportal.backup.faults import BackupFault

SUMS = "SHA256SUMS"
PIECE = 1024 * 1024  # bytes that are read at once


class Folder:
    """Writes files of mode 0600 in folders of mode 0700, and knows their checksums."""

    def __init__(self, path: Path):
        self.path = path

    def open_new(self, name: str) -> BinaryIO:
        """A new file to write to; `name` may lie in folders below. Raises FileExistsError."""
        place = self.path / name
        _make_private(place.parent)
        return os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, name: str, content: bytes) -> None:
        with self.open_new(name) as file:
            file.write(content)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises BackupFault when it is missing."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            raise BackupFault(f"{self.path} is not a whole backup: {name} is missing.") from None

    def names(self, under: str = "") -> list[str]:
        """The files in the folder, by their path in it, apart from the checksums themselves."""
        found = (path for path in (self.path / under).rglob("*") if not path.is_dir() or path.is_symlink())
        return sorted(name for path in found if (name := path.relative_to(self.path).as_posix()) != SUMS)

    def seal(self) -> None:
        """Write down the checksums of all files and have the disk keep everything."""
        lines = "".join(f"{self._sum(name)}  {name}\n" for name in self.names())
        self.write(SUMS, lines.encode())
        for path in [self.path, *self.path.rglob("*")]:
            _to_disk(path)

    def verify(self) -> int:
        """Read every file back; gives how many there are. Raises BackupFault when one is missing, changed or extra."""
        expected = dict(self._sealed())
        found = self.names()
        if missing := sorted(set(expected) - set(found)):
            raise BackupFault(f"{self.path} is not a whole backup: {missing[0]} is missing.")
        if extra := sorted(set(found) - set(expected)):
            raise BackupFault(f"{self.path} was changed since it was made: {extra[0]} does not belong to it.")
        for name in found:
            if self._sum(name) != expected[name]:
                raise BackupFault(f"{self.path} was changed since it was made: {name} is not as it was written.")
        return len(found)

    def _sealed(self) -> Iterator[tuple[str, str]]:
        for line in self.read(SUMS).decode().splitlines():
            digest, _, name = line.partition("  ")
            yield name, digest

    def _sum(self, name: str) -> str:
        path = self.path / name
        if path.is_symlink() or not path.is_file():
            raise BackupFault(f"{self.path} was changed since it was made: {name} is not a file.")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _make_private(folder: Path) -> None:
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
