"""What the database does when rows are written is lifted: for rows that are bad already, and for very many."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

NAMED = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_shows%'"


def lift_names_show() -> None:
    """Let any text be a name (`cleaning/constraint.py`), until the test's transaction is rolled back."""
    if not connection.in_atomic_block:
        raise RuntimeError("Outside of a transaction the constraints would be gone for every test after.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        cursor.execute(NAMED)
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def without_triggers() -> Iterator[None]:
    """No history is written, no foreign key asked, and nothing else that a trigger does."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("RESET session_replication_role")
