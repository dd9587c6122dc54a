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

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.first == self.last


def ending_of(terms: Iterable[tuple[date, date, date | None]], today: date) -> Ending | None:
    """Of terms (first day, last day, first day without membership if it was ended), what can be ended today."""
    run: tuple[date, date] | None = None
    for first, last, ended in sorted(terms):
        if ended:
            run = None
        else:
            follows = run and first == run[1] + DAY
            run = (run[0] if run and follows else first, last)
    if run is None:
        return None
    first, last = run
    if last < today:
        return Ending(last, last, ran_out=access_until(last) < today)
    # Who never began can be no member for a single day.
    return Ending(first - DAY if first > today else first, last, ran_out=False)


def first_day_without(starts_on: date, last_day: date) -> date:
    """What a term keeps as the first day without membership: of one that comes later, its own first."""
    return max(starts_on, last_day + DAY)
