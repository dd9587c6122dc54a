"""Hours that nobody covers, without Django or a database."""

from datetime import datetime

Span = tuple[datetime, datetime]


def gaps(covered: list[Span], begins: datetime, ends: datetime) -> list[Span]:
    """The times between two instants during which no span runs, in order. Spans may overlap."""
    found = []
    for start, stop in sorted(span for span in covered if span[0] < ends):
        if begins < start:
            found.append((begins, start))
        begins = max(begins, stop)
    return [*found, (begins, ends)] if begins < ends else found
