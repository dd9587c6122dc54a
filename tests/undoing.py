"""Doing something in a test and undoing it, where the code under test insists on committing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


def savepoint() -> transaction.Atomic:
    """An atomic block as a TestCase opens one: what must be durable may be written inside, as if it were committed."""
    block = transaction.atomic()
    block._from_testcase = True
    return block


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back at the end."""
    with savepoint():
        yield
        transaction.set_rollback(True)
