"""A restore on trial: into a database and a folder that are thrown away afterwards."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection, connections

from chaportal.backup.faults import BackupFault
from chaportal.backup.records import TRIAL, VERIFIED
from chaportal.backup.restoring import restore_into
from jobs.runs import recorded


def try_restore(place: Path) -> str:
    """Restore a backup into an empty installation beside this one, compare everything, and throw it away again.

    Gives a sentence, which is recorded too. Raises BackupFault when the backup does not lead to what it was made from,
    and when it could not be tried.
    """
    with recorded(TRIAL) as run, scratch_database() as using, tempfile.TemporaryDirectory() as folder:
        manifest = restore_into(place, using=using, storage=FileSystemStorage(location=folder))
        run.outcome = f"{VERIFIED}: {place.name} was restored on trial, {manifest.rows:,} rows are equal"
    return run.outcome


@contextmanager
def scratch_database() -> Iterator[str]:
    """The alias of an empty database on the same server, until the block ends. Raises BackupFault without the right."""
    name = f"chaportal_trial_{secrets.token_hex(4)}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    except DatabaseError as fault:
        raise BackupFault("There is no trial: this role of the database may not make another database.") from fault
    connections.databases[name] = connection.settings_dict | {"NAME": name}
    try:
        yield name
    finally:
        connections[name].close()
        del connections[name]
        del connections.databases[name]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
