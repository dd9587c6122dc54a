"""The status of a membership, read off dates. Without Django or a database.

A provider's newest term decides. After a term's end, members keep full access for a time of grace; then it has ended.
Who is admitted from a later day is no member yet, and has nothing to ask for.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

GRACE = timedelta(days=30)


class Status(StrEnum):
    APPLICANT = "applicant"
    ADMITTED = "admitted"  # its term has not begun
    CURRENT = "current"
    OVERDUE = "renewal overdue"
    ENDED = "ended"
    RESIGNED = "resigned"
    REFUSED = "refused"
    NONE = "never a member"


FULL_ACCESS = (Status.CURRENT, Status.OVERDUE)
TAKEN_IN = (*FULL_ACCESS, Status.ADMITTED)  # whoever is need not ask to join


@dataclass(frozen=True)
class Dates:
    """What the status is read off: the newest term and the newest application, each where there is one."""

    ends_on: date | None = None  # the last day of the newest term
    resigned_on: date | None = None
    applied_on: date | None = None
    refused_on: date | None = None
    begins_on: date | None = None  # the first day of a term that has not begun
    never_began: bool = False  # a term of theirs was ended before it began


def status_on(dates: Dates, today: date) -> Status:
    """The status on a day."""
    status = _without_term(dates) if dates.ends_on is None else _of_term(dates, dates.ends_on, today)
    return Status.ADMITTED if dates.begins_on and status not in FULL_ACCESS else status


def _of_term(dates: Dates, ends_on: date, today: date) -> Status:
    if dates.resigned_on and dates.resigned_on <= today:
        return Status.RESIGNED
    if today <= ends_on:
        return Status.CURRENT
    return Status.OVERDUE if today <= access_until(ends_on) else Status.ENDED


def access_until(ends_on: date) -> date:
    """The last day of full access for a term that ends on a day and is not renewed."""
    return ends_on + GRACE


def last_day_of(ends_on: date, resigned_on: date | None) -> date:
    """The last day of membership of a term: its own, or the one before that from which there is none any more."""
    return min(ends_on, resigned_on - timedelta(days=1)) if resigned_on else ends_on


def _without_term(dates: Dates) -> Status:
    if dates.never_began:
        return Status.RESIGNED
    if dates.refused_on:
        return Status.REFUSED
    return Status.APPLICANT if dates.applied_on else Status.NONE
