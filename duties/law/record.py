"""What was done when, and whether it was in time: for a provider's board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from duties.law.recurrence import Once, Recurrence


@dataclass(frozen=True)
class Doing:
    """A day on which a duty was done, and the day by which it had to be (None: nothing is known from before)."""

    on: date
    due: date | None

    @property
    def late(self) -> bool:
        return self.due is not None and self.on > self.due


def doings(recurrence: Recurrence, done: Iterable[date]) -> list[Doing]:
    """Each day once, oldest first, with the day that followed from the time before, or was set for what comes once."""
    days = sorted(set(done))
    first = recurrence.by if isinstance(recurrence, Once) else None
    return [Doing(day, first) for day in days[:1]] + [
        Doing(day, recurrence.after(before)) for before, day in pairwise(days)
    ]
