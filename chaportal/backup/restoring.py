"""The way back from a backup: all of it, compared row by row, or nothing."""

from pathlib import Path

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from chaportal.backup import files, rows
from chaportal.backup.faults import BackupFault
from chaportal.backup.folder import Folder
from chaportal.backup.making import SECTIONS, verify
from chaportal.backup.manifest import Manifest, check_keys, check_migrations
from chaportal.backup.records import BACKUP, RESTORE, VERIFIED
from chaportal.purging.remembered import Remembered, Unreadable, listed, listed_beside, save_list
from chaportal.purging.replaying import replay, without_list
from encryption import EncryptedTextField
from jobs.models import JobRun
from people.models import User

OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def restore(place: Path, *, replace: bool = False, using: str = "default", storage: Storage = default_storage) -> str:
    """Restore a backup into this installation, and record it; gives a sentence.

    The installation must be empty unless `replace` says that what it holds may go. Raises BackupFault, and leaves
    everything as it was then.
    """
    manifest = restore_into(place, replace=replace, using=using, storage=storage)
    sentence = f"{VERIFIED}: {place.name} was restored, {manifest.rows:,} rows are equal"
    JobRun.objects.using(using).create(name=RESTORE, finished_at=timezone.now(), outcome=sentence)
    return sentence


def restore_into(place: Path, *, using: str, storage: Storage, replace: bool = False) -> Manifest:
    """Restore a backup into a database and a storage, and compare. Raises BackupFault and changes nothing then."""
    manifest = verify(place)
    check_migrations(manifest)
    check_keys(manifest)
    _check_alone(using)
    before = without_list(files.stored(storage))
    purges = _purges(place, storage)
    if not replace:
        _check_empty(using, before)
    put = files.copy_in(Folder(place), storage)
    try:
        with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
            _load(cursor, place, manifest)
            _compare(cursor, manifest)
            files.check_complete(Folder(place), using)
            _check_encrypted(using)
            _go_on_from(cursor, using, manifest)
            replay(purges, using=using, storage=storage)
    except BaseException as fault:
        files.take_out(put, storage)
        if isinstance(fault, InvalidToken):
            raise BackupFault(
                "A value in the backup was encrypted with a key that FIELD_KEYS does not hold."
            ) from fault
        if isinstance(fault, DatabaseError):
            raise BackupFault(f"The database refused the backup: {type(fault.__cause__).__name__}.") from fault
        raise
    finally:
        connections[using].close()  # the scripts of the schema settle things for their session
    save_list(purges, storage)
    restored = set(Folder(place).names(files.UNDER))
    files.take_out([name for name in before if f"{files.UNDER}/{name}" not in restored], storage)
    return manifest


def _purges(place: Path, storage: Storage) -> dict[str, Remembered]:
    """All purges that anything here knows of. Raises BackupFault when one cannot be done again."""
    try:
        known = listed(storage) | listed_beside(place)
        for entry in known.values():
            _ = entry.typed
    except Unreadable as fault:
        raise BackupFault(
            f"The list of what was purged cannot be read ({fault}), so what it removed would come back. Its file is "
            "damaged, or FIELD_KEYS lacks the key that it was written with: add that key, behind the newest one."
        ) from fault
    return known


def _check_alone(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(OTHERS)
        if (others := cursor.fetchone()[0]) > 0:
            raise BackupFault(
                f"{others} other connections to the database are open. Stop the portal first (web, worker and beat): "
                "what they remember would no longer be true."
            )


def _check_empty(using: str, stored: list[str]) -> None:
    has_table = User._meta.db_table in connections[using].introspection.table_names()
    if stored or (has_table and User.objects.using(using).exists()):
        raise BackupFault(
            "This installation is not empty: it has people or files. To lose them and put the backup in their place, "
            "say --replace. Make a backup of what is here first."
        )


def _load(cursor, place: Path, manifest: Manifest) -> None:
    """Put everything in place of what there is. Constraints and triggers are made when the rows are in."""
    before, after = [(place / name).read_text() for name in SECTIONS]
    cursor.execute("DROP SCHEMA public CASCADE")
    cursor.execute("CREATE SCHEMA public")
    cursor.execute(before)
    rows.speak_plainly(cursor)
    for name, table in manifest.tables.items():
        with (place / f"tables/{name}.copy.gz").open("rb") as file:
            rows.read_rows(cursor, name, table, file)
    rows.set_sequences(cursor, manifest.sequences)
    cursor.execute(after)
    cursor.execute("SET search_path TO public")


def _compare(cursor, manifest: Manifest) -> None:
    rows.speak_plainly(cursor)
    if set(rows.tables(cursor)) != {*manifest.tables, *manifest.left_out}:
        raise BackupFault("The restored tables are not those of the backup.")
    for name, table in manifest.tables.items():
        if rows.stored_rows(cursor, name, table) != table:
            raise BackupFault(f"The restored rows of {name} are not those of the backup.")
    if rows.sequences(cursor) != manifest.sequences:
        raise BackupFault("The restored sequences are not those of the backup.")


def _check_encrypted(using: str) -> None:
    """Raise cryptography's InvalidToken unless every encrypted value can be read."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)]
        if names:
            for _ in model._base_manager.using(using).values_list(*names).iterator():
                pass


def _go_on_from(cursor, using: str, manifest: Manifest) -> None:
    """What is newer than the backup: migrations, and that the run which made it came to its end."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    call_command("migrate", database=using, verbosity=0)
    unfinished = JobRun.objects.using(using).filter(name=BACKUP, finished_at=None)
    unfinished.update(finished_at=manifest.made_at, outcome=f"{VERIFIED}: it is what was restored from")
