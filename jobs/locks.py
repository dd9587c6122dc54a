"""Being the only one at something, across processes and machines."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection


@contextmanager
def alone(key: str) -> Iterator[bool]:
    """Whether this process is the only one in such a block with this key.

    PostgreSQL frees the lock within milliseconds when the process dies. Results are written over the same connection,
    so a worker that lost its lock cannot write any more either, and stops.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        is_alone = cursor.fetchone()[0]
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])


@contextmanager
def in_turn(key: str) -> Iterator[None]:
    """One after the other: waits until no other process is in such a block with this key.

    It waits no longer than for any lock of a page (`chaportal/postgresql/limits.py`): then OperationalError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
    try:
        yield
    finally:
        _unlock(key)


def _unlock(key: str) -> None:
    """A connection that broke has let go of its locks already."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])
    except DatabaseError:
        connection.close()
