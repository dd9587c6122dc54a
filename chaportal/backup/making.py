"""Making a backup."""

import shutil
from datetime import datetime
from pathlib import Path

from django.core.files.storage import Storage, default_storage
from django.db import connections, transaction

from chaportal.backup import files, rows, schema
from chaportal.backup.faults import BackupFault
from chaportal.backup.folder import Folder
from chaportal.backup.manifest import Manifest, fingerprints
from chaportal.backup.records import BACKUP, VERIFIED
from jobs.runs import recorded

# Whoever was signed in signs in again: an old session must not come back to life. The cache counts attempts of minutes.
LEFT_OUT = ["cache", "django_session", "usersessions_usersession"]
# In the order in which a restore reads them, with the rows between.
SECTIONS = {"schema-1.sql": "pre-data", "schema-2.sql": "post-data"}


def back_up(into: Path, *, using: str = "default", storage: Storage = default_storage) -> tuple[Path, str]:
    """Make a folder of today's name in a folder, and read it back; gives it with a sentence of how much is in it.

    The portal may go on meanwhile: rows and schema are of one snapshot. Files are copied before it and after: one that
    a row of the snapshot names was there then, and none is taken away within a day of being written. Raises
    BackupFault, and leaves no folder then that could be taken for a backup.
    """
    with recorded(BACKUP) as run:
        # A first part of a name says that it is not done; the rename at the end that it is.
        draft = into / f".unfinished-{run.pk}"
        try:
            place, manifest = _make(draft, into, using, storage)
            run.outcome = f"{VERIFIED}: {place.name}, {manifest.rows:,} rows, {_files(place)} files"
        except OSError as fault:
            raise BackupFault(f"The backup could not be written: {fault.strerror or type(fault).__name__}.") from fault
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return place, run.outcome


def verify(place: Path) -> Manifest:
    """Read a backup back, every byte and every row; gives its manifest. Raises BackupFault when it is not whole."""
    folder = Folder(place)
    if not place.is_dir():
        raise BackupFault(f"{place} is not a folder.")
    folder.verify()
    manifest = Manifest.read(folder)
    for name, table in manifest.tables.items():
        with (place / f"tables/{name}.copy.gz").open("rb") as file:
            if rows.packed_rows(table, file) != table:
                raise BackupFault(f"The rows of {name} in {place} are not those that the manifest names.")
    return manifest


def _make(draft: Path, into: Path, using: str, storage: Storage) -> tuple[Path, Manifest]:
    folder = Folder(draft)
    files.copy_out(storage, folder)
    with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
        manifest = _write_database(cursor, folder, using)
        files.copy_out(storage, folder)
        files.check_complete(folder, using)
    manifest.write(folder)
    folder.seal()
    verify(draft)
    place = into / f"chaportal-{datetime.fromisoformat(manifest.made_at):%Y%m%dT%H%M%S.%fZ}"
    draft.rename(place)
    return place, manifest


def _write_database(cursor, folder: Folder, using: str) -> Manifest:
    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    rows.speak_plainly(cursor)
    cursor.execute("SELECT pg_export_snapshot(), now() AT TIME ZONE 'UTC', version()")
    snapshot, now, server = cursor.fetchone()
    for file, section in SECTIONS.items():
        folder.write(file, schema.dump(connections[using], section, snapshot))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    applied = [list(row) for row in cursor.fetchall()]
    manifest = Manifest(f"{now.isoformat()}+00:00", server, applied, fingerprints(), left_out=LEFT_OUT)
    for name in rows.tables(cursor):
        if name not in LEFT_OUT:
            with folder.open_new(f"tables/{name}.copy.gz") as file:
                manifest.tables[name] = rows.write_rows(cursor, name, file)
    manifest.sequences = rows.sequences(cursor)
    return manifest


def _files(place: Path) -> int:
    return len(Folder(place).names(files.UNDER))
