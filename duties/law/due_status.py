"""Where a duty stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duties.law.life import Life
from duties.law.recurrence import Once, Recurrence


class DueState(StrEnum):
    """The worst first. Without a date nobody knows, so that is never "overdue"."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    NO_DATE = "No date yet"
    IN_ORDER = "In order"
    DONE = "Done"  # and asked no more
    NOT_APPLICABLE = "Does not apply"


RANK = {state: rank for rank, state in enumerate(DueState)}


@dataclass(frozen=True)
class DueStatus:
    """The state, the day by which it is due next (None: nothing falls due), and when it was done last."""

    state: DueState
    due: date | None = None
    last: date | None = None

    @property
    def in_order(self) -> bool:
        return self.state == DueState.IN_ORDER

    @property
    def is_over(self) -> bool:
        """Whether it was to be done once, and was."""
        return self.state == DueState.DONE

    @property
    def falls_due(self) -> bool:
        """Whether it is due soon, or was due already."""
        return self.state in (DueState.DUE_SOON, DueState.OVERDUE)

    @property
    def urgency(self) -> tuple[int, date]:
        """What sorts the worst first: overdue for longest, then due soonest, then without a date."""
        return RANK[self.state], self.due or date.max


NOT_APPLICABLE = DueStatus(DueState.NOT_APPLICABLE)


def due_status_of(
    recurrence: Recurrence,
    done: Iterable[date],
    *,
    today: date,
    soon: int,
    life: Life,
    in_force: date = date.min,
    first: date | None = None,
) -> DueStatus:
    """Where a duty stands `today`, from the days on which it was done, in any order and any number of times.

    `first` is the day by which what was never done is due; None: nobody knows.

    Days to come, and days before the home was registered, do not count. What would fall due on or after the day on
    which the home is registered no more does not fall due.
    """
    if today < in_force or not life.holds(today):
        return NOT_APPLICABLE
    counted = [day for day in done if day <= today and life.holds(day)]
    last = max(counted, default=None)
    due = recurrence.after(last) if last else first
    if last and isinstance(recurrence, Once):
        return DueStatus(DueState.DONE, last=last)
    if due is None:
        return DueStatus(DueState.NO_DATE)
    if not life.holds(due):
        return DueStatus(DueState.IN_ORDER, last=last)
    return due_status_by(due, today=today, soon=soon, last=last)


def due_status_by(due: date, *, today: date, soon: int, last: date | None = None) -> DueStatus:
    """Where what is due by a day stands `today`: due soon from so many days before it."""
    if due < today:
        return DueStatus(DueState.OVERDUE, due, last)
    is_soon = due - today <= timedelta(days=soon)
    return DueStatus(DueState.DUE_SOON if is_soon else DueState.IN_ORDER, due, last)


def worst(due_statuses: Iterable[DueStatus]) -> DueStatus:
    """The most urgent of several; "does not apply" of none."""
    return min(due_statuses, key=lambda due_status: due_status.urgency, default=NOT_APPLICABLE)
