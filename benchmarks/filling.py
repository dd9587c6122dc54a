"""How a benchmark puts its rows in the place of all there are."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def filled_anew(tables: Iterable[str]) -> Iterator[None]:
    """Empty some tables and whatever refers to them, let rows be written, and gather statistics of them.

    Triggers are off meanwhile: history and cache version have no part in what is measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        yield
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
