"""Refuses a migration that locks a table, or takes away what the version that still runs reads and writes.

While an update runs, the older portal works on the newer tables. So a column goes in two releases: no code reads it,
then it is dropped. A migration of which a person knows that it does no harm says `safe_because = "…"` in its class.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.contrib.postgres import operations as postgres
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field, GeneratedField, ManyToManyField

ROOT = Path(__file__).parent.parent
TAKEN_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
LOCKING = {
    migrations.AddIndex: "AddIndexConcurrently",
    migrations.RemoveIndex: "RemoveIndexConcurrently",
    migrations.AddConstraint: "AddConstraintNotValid, then ValidateConstraint in a migration of its own",
    migrations.AlterUniqueTogether: "a unique index that is made concurrently",
}
HARMLESS = (postgres.AddIndexConcurrently, postgres.RemoveIndexConcurrently, postgres.AddConstraintNotValid)


def refusals(migration: migrations.Migration, state: ProjectState) -> Iterator[str]:
    """What a migration may not do, a sentence each. `state` is that before it; it is changed."""
    if migration.initial or getattr(migration, "safe_because", ""):
        return
    new = set()  # nobody uses a table that was not there yet
    for operation in _operations(migration.operations):
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif getattr(operation, "model_name", "").lower() not in new:
            yield from _of_one(operation, migration.app_label, state)
        operation.state_forwards(migration.app_label, state)


def _operations(operations) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _operations(operation.database_operations)
        else:
            yield operation


def _of_one(operation, app: str, state: ProjectState) -> Iterator[str]:
    description = operation.describe()
    if isinstance(operation, TAKEN_AWAY):
        yield f"{description}: the version that still runs needs what goes."
    elif isinstance(operation, tuple(LOCKING)) and not isinstance(operation, HARMLESS):
        instead = next(words for kind, words in LOCKING.items() if isinstance(operation, kind))
        yield f"{description}: it locks the table. Use {instead}."
    elif isinstance(operation, (migrations.RunSQL, migrations.RunPython)) and not operation.reversible:
        yield f"{description}: say how it is taken back."
    elif isinstance(operation, migrations.AddField):
        yield from (f"{description}: {words}" for words in _of_a_new_field(operation.field))
    elif isinstance(operation, migrations.AlterField):
        old = state.models[app, operation.model_name_lower].get_field(operation.name)
        yield from (f"{description}: {words}" for words in _of_a_change(old, operation.field))


def _of_a_new_field(field: Field) -> Iterator[str]:
    if isinstance(field, GeneratedField):
        yield "every row is written anew under a lock."
    elif not _may_be_left_out(field):
        yield "the version that still runs writes rows without it. Give it a db_default, or let it be null."
    if field.unique or (field.db_index and not field.is_relation):
        yield "its index locks the table. Add it without, and make the index concurrently."


def _of_a_change(old: Field, new: Field) -> Iterator[str]:
    if old.null and not _may_be_left_out(new):
        yield "the version that still runs writes nulls. Give it a db_default."
    if type(old) is not type(new) or (new.max_length or sys.maxsize) < (old.max_length or sys.maxsize):
        yield "another type writes every row anew under a lock. Add a column, fill it, and drop the old one later."
    if (new.unique and not old.unique) or (new.db_index and not old.db_index):
        yield "its index locks the table. Make it concurrently."


def _may_be_left_out(field: Field) -> bool:
    return field.null or isinstance(field, ManyToManyField) or field.db_default is not NOT_PROVIDED


def main() -> int:
    """Check all migrations of our own apps; gives how the process ends."""
    loader = MigrationLoader(None)
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    found = [
        f"{app}.{name}: {words}"
        for (app, name), migration in sorted((loader.disk_migrations or {}).items())
        if app in ours
        for words in refusals(migration, loader.project_state((app, name), at_end=False))
    ]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaportal.settings")
    django.setup()
    sys.exit(main())
