"""From when to when someone was a member, read off their terms. Without Django or a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from members.status import access_until, last_day_of


@dataclass(frozen=True)
class Period:
    """Unbroken membership, both days included."""

    first: date
    last: date
    resigned: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def is_grace(self, day: date) -> bool:
        """Whether a day falls into the time after the end during which a renewal is only overdue."""
        return not self.resigned and self.last < day <= access_until(self.last)


def last_day_of_year(first: date) -> date:
    """The last day of a year that begins on a day; of one that begins on 29 February, 28 February."""
    again = date(first.year + 1, 3, 1) if (first.month, first.day) == (2, 29) else first.replace(year=first.year + 1)
    return again - timedelta(days=1)


def periods(terms: Iterable[tuple[date, date, date | None]]) -> list[Period]:
    """Terms (first day, last day, first day without membership if resigned) joined where one follows another."""
    joined: list[Period] = []
    for first, ends, resigned_on in sorted(terms, key=lambda term: term[0]):
        last = last_day_of(ends, resigned_on)
        before = joined[-1] if joined else None
        if last < first:
            continue
        if before and first <= before.last + timedelta(days=1):
            joined[-1] = Period(before.first, max(before.last, last), bool(resigned_on))
        else:
            joined.append(Period(first, last, bool(resigned_on)))
    return joined
