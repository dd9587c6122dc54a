"""What follows once a duty was done: a report that is written and sent."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Report:
    """A report of what was done: its name, to whom it goes, in how many days, and where that stands.

    `asked_always` is False where there may be nothing to send. Where `unconfirmed` says something, the days are ours.
    """

    name: str
    to: str
    days: int
    asks: str
    asked_always: bool = True
    unconfirmed: str = ""

    def due(self, done_on: date) -> date:
        """The last day on which it can be sent in time: the days after the one on which the duty was done."""
        return done_on + timedelta(days=self.days)

    @property
    def sentence(self) -> str:
        return f"{self.asks} {self.unconfirmed}".strip()
