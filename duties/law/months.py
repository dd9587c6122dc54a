"""A duty as a row of months: done, missed, or still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duties.law.life import Life
from duties.law.record import doings
from duties.law.recurrence import Recurrence, end_of_month, months_after


class MonthState(StrEnum):
    DONE = "Done"
    MISSED = "Missed"
    TO_DO = "To do"
    NOT_ASKED = "Not asked for"


@dataclass(frozen=True)
class Month:
    """One month, by its first day, with the days on which the duty was done in it."""

    first: date
    days: tuple[date, ...]
    state: MonthState


def twelve_months(until: date) -> list[date]:
    """The first days of twelve months, the last of which holds a day."""
    return [months_after(until.replace(day=1), number - 11) for number in range(12)]


def months_of(months: Iterable[date], done: Iterable[date], *, today: date, life: Life, known: date) -> list[Month]:
    """Each month, by its first day, with its state.

    A month is asked for if the home was registered for the whole of it. Of the time before the month of `known` nothing
    is known, so none of it was missed.
    """
    days = sorted(set(done))
    return [_month(first, days, today, life, known) for first in months]


def _month(first: date, days: list[date], today: date, life: Life, known: date) -> Month:
    last = end_of_month(first)
    inside = tuple(day for day in days if first <= day <= last)
    if inside:
        return Month(first, inside, MonthState.DONE)
    if first > today or last < known or not (life.holds(first) and life.holds(last)):
        return Month(first, (), MonthState.NOT_ASKED)
    return Month(first, (), MonthState.MISSED if last < today else MonthState.TO_DO)


def months_by_interval(
    months: Iterable[date], done: Iterable[date], recurrence: Recurrence, due: date | None, today: date
) -> list[Month]:
    """The same for a duty that comes every so many months: it is asked for in a month in which its day falls.

    `due` is the day by which it is due next. A month was missed if its day went by and nothing was done in it.
    """
    days = sorted(set(done))
    asked = [doing.due for doing in doings(recurrence, days) if doing.late] + [due]
    falls = {day for day in asked if day}
    return [_month_of_interval(first, days, falls, today) for first in months]


def _month_of_interval(first: date, days: list[date], asked: set[date], today: date) -> Month:
    last = end_of_month(first)
    if inside := tuple(day for day in days if first <= day <= last):
        return Month(first, inside, MonthState.DONE)
    falls = [day for day in asked if first <= day <= last]
    if not falls:
        return Month(first, (), MonthState.NOT_ASKED)
    return Month(first, (), MonthState.MISSED if min(falls) < today else MonthState.TO_DO)
