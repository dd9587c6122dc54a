"""How the day by which something must be done follows from the day on which it was done last, or from the first day.

The first day is the home's: its registration (None: not known), and the day since which its provider has it here
(`since`). Of the time before that nothing is known, so nothing can be overdue from it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Recurrence(Protocol):
    """Gives the last day on which a duty that was done on a day can be done again in time, and says how.

    `after` gives None where nothing follows. `first` is the last day for what was never done, or None where it follows
    from nothing that we know.
    """

    def after(self, done: date) -> date | None: ...

    def first(self, opened: date | None, since: date) -> date | None: ...

    @property
    def sentence(self) -> str: ...


def months_after(day: date, months: int) -> date:
    """The same day of a later (or with a negative number an earlier) month, or that month's last day if it is shorter.

    So six months after 31 August is 28 February, or 29 February in a leap year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(1000)  # asked for the same few months of hundreds of homes
def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True)
class EachMonth:
    """Once in every calendar month, on whichever day."""

    def after(self, done: date) -> date:
        return end_of_month(months_after(done.replace(day=1), 1))

    def first(self, opened: date | None, since: date) -> date:
        """Of a month in which the home was registered for a part only, nothing is asked."""
        whole = opened and (opened if opened.day == 1 else months_after(opened.replace(day=1), 1))
        return end_of_month(max(whole or since, since))

    @property
    def sentence(self) -> str:
        return (
            "Once in each calendar month, so by the last day of the month after the one in which it was done last. The "
            "first time is in the first whole month of the registration, or since the home is here."
        )


@dataclass(frozen=True)
class EachYear:
    """Once in every calendar year, on whichever day."""

    def after(self, done: date) -> date:
        return date(done.year + 1, 12, 31)

    def first(self, opened: date | None, since: date) -> date:
        """Of a year in which the home was registered for a part only, nothing is asked."""
        whole = opened.year + ((opened.month, opened.day) != (1, 1)) if opened else since.year
        return date(max(whole, since.year), 12, 31)

    @property
    def sentence(self) -> str:
        return (
            "Once in each calendar year, so by 31 December of the year after the one in which it was done last. The "
            "first time is in the first whole year of the registration, or since the home is here."
        )


@dataclass(frozen=True)
class Every:
    """So many months after the last time."""

    months: int

    def after(self, done: date) -> date:
        return months_after(done, self.months)

    def first(self, opened: date | None, since: date) -> date | None:
        """Counted from the registration; None where the first time was due before the home came here."""
        due = opened and months_after(opened, self.months)
        return due if due and due >= since else None

    @property
    def words(self) -> str:
        return "every month" if self.months == 1 else f"every {self.months} months"

    @property
    def sentence(self) -> str:
        return f"At least {self.words}, counted from the day on which it was done last, or from the registration."


@dataclass(frozen=True)
class EveryWeeks:
    """So many weeks after the last time."""

    weeks: int

    def after(self, done: date) -> date:
        return done + timedelta(weeks=self.weeks)

    def first(self, opened: date | None, since: date) -> date | None:
        """Counted from the registration; None where the first time was due before the home came here."""
        due = opened and self.after(opened)
        return due if due and due >= since else None

    @property
    def words(self) -> str:
        return "every week" if self.weeks == 1 else f"every {self.weeks} weeks"

    @property
    def sentence(self) -> str:
        return f"At least {self.words}, counted from the day on which it was done last."


@dataclass(frozen=True)
class Once:
    """Once, by a day: after it is done nothing follows."""

    by: date

    def after(self, done: date) -> None:
        return None

    def first(self, opened: date | None, since: date) -> date:
        return self.by

    @property
    def words(self) -> str:
        return f"once, by {self._day}"

    @property
    def sentence(self) -> str:
        return f"Once, by {self._day}. After that it is asked no more."

    @property
    def _day(self) -> str:
        return f"{self.by.day} {MONTHS[self.by.month - 1]} {self.by.year}"


@dataclass(frozen=True)
class WhileValid:
    """As long as what was obtained last is valid. `until` has each day on which something was, with its last valid day.

    What was obtained later counts, also where an older one would have been valid for longer.
    """

    until: tuple[tuple[date, date], ...] = ()

    def after(self, done: date) -> date | None:
        return dict(self.until).get(done)

    def first(self, opened: date | None, since: date) -> None:
        return None

    @property
    def words(self) -> str:
        return "each time before it expires"

    @property
    def sentence(self) -> str:
        return "By the day on which the one that you obtained last expires. You enter that day when you mark it."


@dataclass(frozen=True)
class EachYearBy:
    """Once for each year that ended with a March, from April on and by a day that is the same in every year.

    What is done before April is for the year before, however late.
    """

    month: int
    day: int

    def after(self, done: date) -> date:
        return self._in(done.year + 1 if done.month >= 4 else done.year)

    def first(self, opened: date | None, since: date) -> date:
        """For the financial year of the registration, or the last that ended when the home came here."""
        year = since.year if since <= self._in(since.year) else since.year + 1
        ends_in = opened.year + (opened.month >= 4) if opened else year
        return self._in(max(year, ends_in))

    def _in(self, year: int) -> date:
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    @property
    def words(self) -> str:
        return f"each year by {self.day} {MONTHS[self.month - 1]}"

    @property
    def sentence(self) -> str:
        return f"By {self.day} {MONTHS[self.month - 1]} of each year, for the financial year that ended on 31 March."
