"""Where a duty stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from homes.duties.life import Life
from homes.duties.reckoning import Reckoning


class State(StrEnum):
    """The worst first. Without a date nobody knows, so that is never "overdue"."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    NO_DATE = "No date yet"
    IN_ORDER = "In order"
    NOT_APPLICABLE = "Does not apply"


RANK = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True)
class Standing:
    """The state, the day by which it is due next (None: nothing falls due), and when it was done last."""

    state: State
    due: date | None = None
    last: date | None = None

    @property
    def in_order(self) -> bool:
        return self.state == State.IN_ORDER

    @property
    def urgency(self) -> tuple[int, date]:
        """What sorts the worst first: overdue for longest, then due soonest, then without a date."""
        return RANK[self.state], self.due or date.max


NOT_APPLICABLE = Standing(State.NOT_APPLICABLE)


def standing_of(
    reckoning: Reckoning, done: Iterable[date], *, today: date, soon: int, life: Life, in_force: date = date.min
) -> Standing:
    """Where a duty stands `today`, from the days on which it was done, in any order and any number of times.

    Days to come, and days before the home was registered, do not count. What would fall due on or after the day on
    which the home is registered no more does not fall due.
    """
    if today < in_force or not life.holds(today):
        return NOT_APPLICABLE
    counted = [day for day in done if day <= today and life.holds(day)]
    if not counted:
        return Standing(State.NO_DATE)
    last = max(counted)
    due = reckoning.after(last)
    if not life.holds(due):
        return Standing(State.IN_ORDER, last=last)
    return Standing(_state(due, today, soon), due, last)


def worst(standings: Iterable[Standing]) -> Standing:
    """The most urgent of several; "does not apply" of none."""
    return min(standings, key=lambda standing: standing.urgency, default=NOT_APPLICABLE)


def _state(due: date, today: date, soon: int) -> State:
    if due < today:
        return State.OVERDUE
    return State.DUE_SOON if due - today <= timedelta(days=soon) else State.IN_ORDER
