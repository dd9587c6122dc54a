"""When a declaration is due again. Without Django or a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from members.periods import last_day_of_year

SOON = timedelta(days=30)


@dataclass(frozen=True)
class DeclarationDue:
    """Until when what was declared holds: its last day, None where something in force was never declared."""

    holds_until: date | None

    def is_due(self, today: date) -> bool:
        return self.holds_until is None or self.holds_until < today

    def is_soon(self, today: date) -> bool:
        """Whether it is due, or will be within thirty days."""
        return self.holds_until is None or self.holds_until - today < SOON


def declaration_due(in_force: Iterable[str], declared: Mapping[str, date]) -> DeclarationDue | None:
    """By the kinds of text that are in force and the day on which each was declared last; None where none is in force.

    A declaration holds for a year, whichever version it was made against: the next one is against the newest.
    """
    kinds = list(in_force)
    if not kinds:
        return None
    if any(kind not in declared for kind in kinds):
        return DeclarationDue(None)
    return DeclarationDue(min(last_day_of_year(declared[kind]) for kind in kinds))
