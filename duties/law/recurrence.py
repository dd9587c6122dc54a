"""How the day by which something must be done again follows from the day on which it was done last."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Protocol

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Recurrence(Protocol):
    """Gives the last day on which a duty that was done on a day can be done again in time, and says how."""

    def after(self, done: date) -> date: ...

    @property
    def sentence(self) -> str: ...


def months_after(day: date, months: int) -> date:
    """The same day of a later (or with a negative number an earlier) month, or that month's last day if it is shorter.

    So six months after 31 August is 28 February, or 29 February in a leap year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class EachMonth:
    """Once in every calendar month, on whichever day."""

    def after(self, done: date) -> date:
        following = months_after(done.replace(day=1), 1)
        return following.replace(day=monthrange(following.year, following.month)[1])

    @property
    def sentence(self) -> str:
        return "Once in each calendar month, so by the last day of the month after the one in which it was done last."


@dataclass(frozen=True)
class EachYear:
    """Once in every calendar year, on whichever day."""

    def after(self, done: date) -> date:
        return date(done.year + 1, 12, 31)

    @property
    def sentence(self) -> str:
        return "Once in each calendar year, so by 31 December of the year after the one in which it was done last."


@dataclass(frozen=True)
class Every:
    """So many months after the last time."""

    months: int

    def after(self, done: date) -> date:
        return months_after(done, self.months)

    @property
    def sentence(self) -> str:
        many = "month" if self.months == 1 else f"{self.months} months"
        return f"At least every {many}, counted from the day on which it was done last."


@dataclass(frozen=True)
class EachYearBy:
    """Once for each year that ended with a March, from April on and by a day that is the same in every year.

    What is done before April is for the year before, however late.
    """

    month: int
    day: int

    def after(self, done: date) -> date:
        year = done.year + 1 if done.month >= 4 else done.year
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    @property
    def sentence(self) -> str:
        return f"By {self.day} {MONTHS[self.month - 1]} of each year, for the financial year that ended on 31 March."
