"""The database's clock: the only one that decides what is public."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Now, TruncDate

from times import LONDON

_instant: ContextVar[datetime | None] = ContextVar("instant", default=None)


def now() -> Expression:
    """PostgreSQL's time at the start of the statement, as an expression for a query."""
    instant = _instant.get()
    return Now() if instant is None else Value(instant, output_field=DateTimeField())


def today() -> Expression:
    """London's day at that time."""
    return TruncDate(now(), tzinfo=LONDON)


def read() -> datetime:
    """What this clock says: for a moment that is kept."""
    instant = _instant.get()
    if instant is not None:
        return instant
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Put an aware instant in the clock's place inside the block: for tests."""
    token = _instant.set(instant)
    try:
        yield
    finally:
        _instant.reset(token)
