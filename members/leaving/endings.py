"""What of a membership can be ended, and which day can be its last. Without Django or a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from members.status import access_until

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ending:
    """The days of which one can be the last of membership. `ran_out`: it has ended, and only why is to be said."""

    first: date
    last: date
    ran_out: bool
    proposed: date  # the last day of the term that runs now: what was renewed to has not begun, and is seldom paid

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.first == self.last


def ending_of(terms: Iterable[tuple[date, date, date | None]], today: date) -> Ending | None:
    """Of terms (first day, last day, first day without membership if it was ended), what can be ended today."""
    run = _last_run(terms)
    if not run:
        return None
    first, last = run[0][0], run[-1][1]
    if last < today:
        return Ending(last, last, access_until(last) < today, last)
    if first > today:  # who never began can be no member for a single day
        return Ending(first - DAY, last, ran_out=False, proposed=first - DAY)
    return Ending(first, last, ran_out=False, proposed=next(end for _, end in run if end >= today))


def _last_run(terms: Iterable[tuple[date, date, date | None]]) -> list[tuple[date, date]]:
    """The first and last day of each of the last terms that follow one another and were not ended."""
    run: list[tuple[date, date]] = []
    for first, last, ended in sorted(terms, key=lambda term: term[0]):
        if ended and ended <= first:
            continue  # it never begins
        if run and first != run[-1][1] + DAY:
            run = []
        run = [] if ended else [*run, (first, last)]
    return run


def first_day_without(starts_on: date, last_day: date) -> date:
    """What a term keeps as the first day without membership: of one that comes later, its own first."""
    return max(starts_on, last_day + DAY)
