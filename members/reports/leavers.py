"""Who left and why: what dates say, with the reason that somebody gave."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from members.models import Leaving
from members.periods import Period
from members.reports.movement import Leaver, Month, leavers
from people.models import Provider, User

NOT_SAID = "Nobody said why"


@dataclass(frozen=True)
class Left:
    """One that left, called as it is, on its last day of membership; blank reason: nobody said why."""

    provider: Provider
    last: date
    is_early: bool
    reason: str
    words: str

    @property
    def was_removed(self) -> bool:
        return self.is_early and self.reason in Leaving.OURS

    @property
    def how(self) -> str:
        if self.was_removed:
            return "Ended by us"
        return "Resigned" if self.is_early else "Did not renew"

    @property
    def why(self) -> str:
        return Leaving.Reason(self.reason).label if self.reason else NOT_SAID


@dataclass(frozen=True)
class Reason:
    """A reason with how many left for it, by how they left."""

    label: str
    resigned: int
    removed: int
    not_renewed: int

    @property
    def all(self) -> int:
        return self.resigned + self.removed + self.not_renewed


def left_since(first: date, memberships: dict[int, list[Period]], user: User, today: date) -> list[Left]:
    """Two queries."""
    found = leavers(memberships, first, today)
    given = _given(user, first)
    providers = Provider.objects.visible_to(user).in_bulk([leaver.provider for leaver in found])
    return [_left(leaver, providers[leaver.provider], given) for leaver in found]


def _given(user: User, first: date) -> dict[tuple[int, date], tuple[str, str]]:
    rows = Leaving.objects.visible_to(user).in_force().filter(last_day__gte=first).order_by("pk")
    return {(row[0], row[1]): row[2:] for row in rows.values_list("provider_id", "last_day", "reason", "words")}


def _left(leaver: Leaver, provider: Provider, given: dict) -> Left:
    reason, words = given.get((leaver.provider, leaver.last), ("", ""))
    return Left(provider, leaver.last, leaver.is_early, reason, words)


def by_reason(left: list[Left]) -> list[Reason]:
    """Each reason that was given, the most frequent first; last, of how many nobody said why."""
    counted = Counter((each.why, each.how) for each in left)
    labels = {why for why, _ in counted}
    rows = [Reason(why, *(counted[why, how] for how in ("Resigned", "Ended by us", "Did not renew"))) for why in labels]
    return sorted(rows, key=lambda row: (row.label == NOT_SAID, -row.all, row.label))


def count_removed(months: list[Month], left: list[Left]) -> None:
    """Of those whose membership ended early, tell whom the association ended from who resigned."""
    by_first = {month.first: month for month in months}
    for each in left:
        if each.was_removed:
            month = by_first[each.last.replace(day=1)]
            month.resigned, month.removed = month.resigned - 1, month.removed + 1
