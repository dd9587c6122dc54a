"""What takes long to make is made once in a process, and laid into later tests' transactions as it was."""

import pickle
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from people import association
from tests.lifting import without_triggers


class Snapshot[Made]:
    """Calls `make` in the first test that asks; gives later ones its rows, its files and a copy of what it returned.

    What was made beside rows that are not the migrations' own is that test's alone, and what was made in another hour,
    by the clock that tests read, is made anew: so no row of another test comes along, and none of another day.
    """

    def __init__(self, make: Callable[[], Made]):
        self.make = make
        self.hour = ""

    def __call__(self) -> Made:
        hour = f"{timezone.localtime():%Y-%m-%d %H}"
        if self.hour == hour:
            self._lay()
        else:
            is_whole = self._take()
            self.hour = hour if is_whole else ""
        return pickle.loads(self.made)

    def _take(self) -> bool:
        """Make it, and keep it; whether nothing of the test before is in it, nor a migration's row changed by it."""
        migrated, before, files = _migrated(), _rows(connection), _files()
        made = self.make()
        with connection.cursor() as cursor:  # what triggers do at the end of a transaction is part of it
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        self.made = pickle.dumps(made)
        changed = {table: text for table, text in _rows(connection).items() if before[table] != text}
        self.rows = {table: text.removeprefix(before[table]) for table, text in changed.items()}
        self.files = {path: raw for path, raw in _files().items() if path not in files}
        return all(before[name] == migrated[name] and text.startswith(before[name]) for name, text in changed.items())

    def _lay(self) -> None:
        # Triggers wrote their rows when these were made; those are here too.
        with without_triggers(), connection.cursor() as cursor:
            for table, text in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(text)
        for path, raw in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        association.forget()


def _migrated() -> dict[str, bytes]:
    """What is committed: outside of the test's transaction there are the migrations' rows alone."""
    with closing(connection.copy()) as outside:
        return _rows(outside)


def _rows(connection) -> dict[str, bytes]:
    """Each table's rows as text, the tests' own database over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {table: _text(cursor, table) for (table,) in cursor.fetchall()}


def _text(cursor, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


def _files() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
