"""Who joined, stayed and left, read off periods of membership. Without Django or a database.

Somebody who has not renewed has left once the time of grace is over, and is counted in the month in which their
membership ended; until then they are overdue, and neither among the members of a month nor among who left.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from figures.percent import percent
from members.periods import Period
from members.status import access_until


@dataclass
class Month:
    """One month: members and their places on its last day (of the running one, today), and who came and went."""

    first: date
    last: date
    members: int = 0
    places: int | None = 0  # None: nobody knows, as of before they were counted
    joined: int = 0
    returned: int = 0
    resigned: int = 0
    removed: int = 0
    not_renewed: int = 0

    @property
    def left(self) -> int:
        return self.resigned + self.removed + self.not_renewed


@dataclass(frozen=True)
class Leaver:
    """Who left: a provider, its last day of membership, and whether that was before the term was over."""

    provider: int
    last: date
    is_early: bool


@dataclass(frozen=True)
class Year:
    """Who joined for the first time in a year, and how many of them are members today."""

    year: int
    joined: int
    still: int

    @property
    def share(self) -> int:
        """In whole per cent."""
        return percent(self.still, self.joined) or 0


class Running:
    """Sums on the last day of each month of what runs from one day to another: each is looked at once."""

    def __init__(self, months: list[Month]):
        self.days = [month.last for month in months]
        self.changes = [0] * (len(months) + 1)

    def add(self, first: date, last: date, amount: int) -> None:
        """Count an amount on those of the days that lie between two, both included."""
        self.changes[bisect_left(self.days, first)] += amount
        self.changes[bisect_right(self.days, last)] -= amount

    def totals(self) -> list[int]:
        return list(accumulate(self.changes[:-1]))


def months_until(today: date, count: int) -> list[Month]:
    """The last so many months, the running one last."""
    found, first = [], today.replace(day=1)
    last = today
    for _ in range(count):
        found.append(Month(first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return found[::-1]


def by_month(memberships: Iterable[list[Period]], today: date, count: int) -> list[Month]:
    """What happened in each of the last months; a list of periods for each provider, in their order."""
    months = months_until(today, count)
    by_first = {month.first: month for month in months}
    running = Running(months)
    for periods in memberships:
        for place, period in enumerate(periods):
            _came(by_first, period, is_first=place == 0, today=today)
            _went(by_first, period, today)
            running.add(period.first, period.last, 1)
    for month, members in zip(months, running.totals(), strict=True):
        month.members = members
    return months


def overdue_on(memberships: Iterable[list[Period]], today: date) -> int:
    """How many have not renewed and have not left yet, since the time of grace runs."""
    return sum(
        any(each.is_grace(today) for each in periods) and not any(each.holds(today) for each in periods)
        for periods in memberships
    )


def count_places(months: list[Month], terms: Iterable[tuple[date, date, int]]) -> None:
    """Add the places of terms (first and last day of membership, places) to the months on whose last day they run.

    Where there are members, and no place of any of them is known, none is said.
    """
    running = Running(months)
    for first, last, places in terms:
        running.add(first, last, places)
    for month, places in zip(months, running.totals(), strict=True):
        month.places = places or (None if month.members else 0)


def by_year(memberships: Iterable[list[Period]], today: date) -> list[Year]:
    """Of those who joined in each year, how many are members today, the overdue ones among them."""
    joined: Counter[int] = Counter()
    still: Counter[int] = Counter()
    for periods in memberships:
        if periods and periods[0].first <= today:
            joined[periods[0].first.year] += 1
            still[periods[0].first.year] += any(each.holds(today) or each.is_grace(today) for each in periods)
    return [Year(year, joined[year], still[year]) for year in sorted(joined)]


def leavers(memberships: dict[int, list[Period]], first: date, today: date) -> list[Leaver]:
    """Everyone who left since a day, the latest first: those whom `by_month` counts."""
    found = [
        Leaver(provider, period.last, period.resigned)
        for provider, periods in memberships.items()
        for period in periods
        if period.last >= first and has_left(period, today)
    ]
    return sorted(found, key=lambda leaver: (leaver.last, leaver.provider), reverse=True)


def has_left(period: Period, today: date) -> bool:
    """Whether it is over, and the time of grace with it."""
    return (period.last if period.resigned else access_until(period.last)) < today


def _came(months: dict[date, Month], period: Period, *, is_first: bool, today: date) -> None:
    month = months.get(period.first.replace(day=1))
    if month and period.first <= today:
        month.joined += is_first
        month.returned += not is_first


def _went(months: dict[date, Month], period: Period, today: date) -> None:
    month = months.get(period.last.replace(day=1))
    if month and has_left(period, today):
        month.resigned += period.resigned
        month.not_renewed += not period.resigned
