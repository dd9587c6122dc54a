"""The days on which nobody held a post. Dates in, dates out."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Gap:
    """From the first day without anyone to the last; `last_day` is None while it goes on."""

    starts_on: date
    last_day: date | None

    def days(self, today: date) -> int:
        """How many days it has lasted, both ends counted."""
        return ((self.last_day or today) - self.starts_on).days + 1


def gaps(periods: list[tuple[date, date | None]], today: date) -> list[Gap]:
    """The gaps between the periods (first day, first day after; None: goes on), oldest first.

    Before the first period nothing is known, so nothing is said of it. A last period that ends later than today leaves
    no gap yet.
    """
    found = []
    reached = None
    for first, after in sorted(periods, key=lambda period: period[0]):
        if reached and first > reached:
            found.append(Gap(reached, first - timedelta(days=1)))
        reached = max(reached or after, after) if after else date.max
    if reached and reached <= today:
        found.append(Gap(reached, None))
    return found
