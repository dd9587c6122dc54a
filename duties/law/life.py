from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Life:
    """From when to when a home is registered: its first day, and the first day on which it is not. None: not known."""

    opened: date | None = None
    closed: date | None = None

    def holds(self, day: date) -> bool:
        return (self.opened is None or self.opened <= day) and (self.closed is None or day < self.closed)
