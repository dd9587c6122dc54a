"""A duty that is asked for in each calendar month, as a row of months: done, missed, or still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duties.law.life import Life
from duties.law.recurrence import end_of_month, months_after


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
