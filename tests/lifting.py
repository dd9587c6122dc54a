"""Rows that are bad already: what keeps them out of the database is lifted, until the test's transaction ends."""

from django.db import connection

NAMED = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_shows'"


def lift_names_show() -> None:
    """Let any text be a name (`cleaning/constraint.py`), within a transaction that is rolled back."""
    if not connection.in_atomic_block:
        raise RuntimeError("Outside of a transaction the constraints would be gone for every test after.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        cursor.execute(NAMED)
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
