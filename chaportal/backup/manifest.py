"""What a backup says of itself, written from the same snapshot as its rows."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from chaportal.backup.faults import BackupFault
from chaportal.backup.folder import Folder

NAME = "manifest.json"
FORMAT = 1


@dataclass
class Table:
    """A table's rows: the columns that are written (generated ones are not), how many, SHA-256 of them in order."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass
class Manifest:
    """`left_out`: tables without their rows. `sequences`: the last number given, None when none was."""

    made_at: str  # UTC, ISO 8601
    postgresql: str
    migrations: list[list[str]]
    keys: list[str]
    format: int = FORMAT
    tables: dict[str, Table] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    sequences: dict[str, int | None] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def write(self, folder: Folder) -> None:
        folder.write(NAME, json.dumps(asdict(self), indent=1).encode())

    @classmethod
    def read(cls, folder: Folder) -> "Manifest":
        """The manifest of a folder. Raises BackupFault when it has none that this portal can read."""
        try:
            content = json.loads(folder.read(NAME))
            if content["format"] == FORMAT:
                return cls(**content | {"tables": {name: Table(**table) for name, table in content["tables"].items()}})
        except (ValueError, KeyError, TypeError):
            pass
        raise BackupFault(f"The manifest of {folder.path} is not one that this version of the portal can read.")


def fingerprint(key: str) -> str:
    """Names a key without telling it: a key has 256 random bits, so that nobody can try all."""
    return hashlib.sha256(f"field key {key}".encode()).hexdigest()[:12]


def fingerprints() -> list[str]:
    """The fingerprints of this installation's keys, newest first."""
    return [fingerprint(key) for key in settings.FIELD_KEYS]


def check_keys(manifest: Manifest) -> None:
    """Raise BackupFault when what the backup holds encrypted could not be read here."""
    if missing := [name for name in manifest.keys if name not in fingerprints()]:
        raise BackupFault(
            f"FIELD_KEYS lacks the key with the fingerprint {missing[0]}, which the backup was made with. Without it "
            "homes' addresses and second factors cannot be read. The keys are in no backup: add it to FIELD_KEYS from "
            "where you keep it, behind the newest one."
        )


def check_migrations(manifest: Manifest) -> None:
    """Raise BackupFault when the backup was made by a newer portal than this one."""
    files = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    known = {*files, *(replaced for migration in files.values() for replaced in migration.replaces)}
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]:
        raise BackupFault(
            f"The backup was made by a newer version of the portal: this one does not know the migration {unknown[0]}. "
            "Install that version, restore, and go on from there."
        )
