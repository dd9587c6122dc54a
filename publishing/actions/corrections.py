"""Corrections that nobody has read yet, up to the very instant at which somebody may."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from publishing.workflow import Refused

RAISED = "P0001"  # PostgreSQL's code for what a trigger refuses


@contextmanager
def unread() -> Iterator[None]:
    """Inside, corrections go or come earlier. Raises Refused where one became public since the clock was asked.

    The trigger that keeps what was read looks at the clock itself, an instant later than whoever asked before.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as fault:
        if getattr(fault.__cause__, "sqlstate", "") != RAISED:
            raise
        raise Refused(
            "Its time came at this very moment: it is public. Reload the page to see where it stands."
        ) from fault
