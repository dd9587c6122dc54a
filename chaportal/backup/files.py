"""Files of the storage to a backup's folder and back."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import Storage

from chaportal.backup.faults import BackupFault
from chaportal.backup.folder import Folder
from publishing.models import Attachment

UNDER = "files"


def stored(storage: Storage, folder: str = "") -> Iterator[str]:
    """The name of every file in the storage."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was uploaded yet
        return
    yield from (f"{folder}{name}" for name in names)
    for below in folders:
        yield from stored(storage, f"{folder}{below}/")


def copy_out(storage: Storage, folder: Folder) -> int:
    """Copy what the folder has not; gives how many. A file is written once and never again, so one copy is enough."""
    have = {name.removeprefix(f"{UNDER}/") for name in folder.names(UNDER)}
    return sum(_copy(storage, name, folder) for name in stored(storage) if name not in have)


def check_complete(folder: Folder, using: str) -> None:
    """Raise BackupFault unless every file that a row names is in the folder."""
    have = set(folder.names(UNDER))
    for attachment in Attachment.objects.using(using).iterator():
        if lacking := [place for place in attachment.places.values() if f"{UNDER}/{place}" not in have]:
            raise BackupFault(
                f"A file that the database names is not in the storage: {lacking[0]} (attachment {attachment.pk}). "
                "A backup without it would not be whole."
            )


def copy_in(folder: Folder, storage: Storage) -> list[str]:
    """Put the files back that the storage has not; gives their names. Raises BackupFault when one cannot."""
    put = []
    try:
        for name in (name.removeprefix(f"{UNDER}/") for name in folder.names(UNDER)):
            if not storage.exists(name):
                with (folder.path / UNDER / name).open("rb") as file:
                    put.append(storage.save(name, File(file)))
                if put[-1] != name:
                    raise BackupFault(f"The storage keeps {name} under another name.")
    except BaseException:
        take_out(put, storage)
        raise
    return put


def take_out(names: list[str], storage: Storage) -> None:
    for name in names:
        storage.delete(name)


def _copy(storage: Storage, name: str, folder: Folder) -> int:
    try:
        with storage.open(name) as source, folder.open_new(f"{UNDER}/{name}") as copy:
            for piece in source.chunks():
                copy.write(piece)
    except FileNotFoundError:  # cleared away since it was listed
        (Path(folder.path) / UNDER / name).unlink(missing_ok=True)
        return 0
    return 1
