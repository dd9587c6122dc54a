"""For whom we speak, at a date: our members' homes beside all homes. Other apps quote it (`members/figure_values.py`).

Who is a member is private, and so is what members' homes add up to: `small_numbers` says what may be told. The rest is
the public register, by the newest list of the time. Wales stands apart: its regulator publishes no list, and
were England and Wales added up, the few Welsh homes could be worked out from what is told of England.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import FilteredRelation, Q

from figures.percent import percent
from homes.models import Home
from members.holders import with_earlier_numbers
from members.models import Term
from members.sector import GRADES, Row, contribution, divided, owners
from members.small_numbers import (
    FEWEST_GROUPS,
    Contribution,
    Part,
    Printed,
    disclosable,
    may_be_disclosed,
    may_be_told,
)
from people.models import Provider
from register.lists.wales import WelshKind
from register.models import RegisterEntry, RegisterFile, WelshService

GOOD = {GRADES["good"], GRADES["outstanding"]}


@dataclass(frozen=True)
class Compared:
    """A part of the sector: all of it, and what our members have of it; None where that is hidden."""

    name: str
    providers: int
    homes: int
    places: int
    ours: Contribution | None

    @property
    def share_of_homes(self) -> int | None:
        """In whole percent."""
        return percent(self.ours.homes, self.homes) if self.ours else None

    @property
    def share_of_places(self) -> int | None:
        """In whole percent."""
        return percent(self.ours.places, self.places) if self.ours else None


@dataclass(frozen=True)
class Representation:
    """Members' homes beside all children's homes of England on a day, by the list `as_at` then; and those in Wales."""

    day: date
    as_at: date
    rows: list[Row]
    in_wales: list[Row]

    @cached_property
    def whole(self) -> Compared:
        """England."""
        ours = contribution(self.rows)
        return _compared("England", self.rows, ours if may_be_told(ours, _printed(self.rows)) else None)

    @cached_property
    def wales(self) -> Contribution | None:
        """What our members have there; None where that is hidden."""
        ours = contribution(self.in_wales)
        return _compared("Wales", self.in_wales, ours if may_be_disclosed(ours) else None).ours

    @cached_property
    def tables(self) -> dict[str, list[Compared]]:
        """By heading: each a division of England."""
        return {heading: self._lines(parts) for heading, parts in divided(self.rows).items()}

    @property
    def judged_good(self) -> tuple[int, int] | None:
        """How many of our members' judged homes are good or outstanding, and how many are judged; None if hidden."""
        lines = {line.name: line.ours for line in self.tables["Overall judgement"]}
        good, unjudged = (lines.keys() & GOOD), (lines.keys() - GRADES.values())
        if self.whole.ours is None or not good or any(lines[name] is None for name in good | unjudged):
            return None
        judged = self.whole.ours.homes - sum(lines[name].homes for name in unjudged)
        return sum(lines[name].homes for name in good), judged

    def _lines(self, parts: dict[str, list[Row]]) -> list[Compared]:
        ours = {name: contribution(rows) for name, rows in parts.items()}
        printed = {name: _printed(rows) for name, rows in parts.items()}
        shown = disclosable(ours, printed) if self.whole.ours else set()
        return [_compared(name, rows, ours[name] if name in shown else None) for name, rows in parts.items()]


def representation_on(day: date) -> Representation | None:
    """For whom we speak on a day; None where no whole list of that time is in use. Six queries."""
    lists = RegisterFile.objects.as_at_lists().whole().filter(as_at__lte=day)
    file = lists.defer("original").order_by("-as_at", "-pk").first()
    if file is None:
        return None
    providers, groups = _providers_on(day), ultimate_groups()
    return Representation(
        day, file.as_at, list(_english(file, providers, groups)), list(_welsh(day, providers, groups))
    )


def providers_on(day: date) -> int | None:
    """How many providers were in membership on a day; None where fewer than five groups of owners stand behind it."""
    members = set(Term.objects.on(day).values_list("provider", flat=True))
    groups = ultimate_groups()
    return len(members) if len({groups[pk] for pk in members}) >= FEWEST_GROUPS else None


def members_on(day: date, providers) -> set[int]:
    """Ids of those of the providers that were in membership on a day. One query."""
    return set(Term.objects.on(day).filter(provider__in=providers).values_list("provider", flat=True))


def _providers_on(day: date) -> dict[int, int]:
    """The providers in membership, by the registrations that they had on a day, under whichever of their numbers.

    A list of that time may print the number that a home has now or one that this succeeds.
    """
    members = Term.objects.on(day).values("provider")
    homes = Home.objects.confirmed_on(day).filter(provider__in=members)
    return with_earlier_numbers(dict(homes.values_list("registration", "provider")))


def _english(file: RegisterFile, providers: dict[int, int], groups: dict[int, int]) -> Iterator[Row]:
    overall = FilteredRelation("inspection__judgements", condition=Q(inspection__judgements__theme="overall"))
    entries = RegisterEntry.objects.filter(file=file).childrens_homes().annotate(overall=overall)
    names = ("region", "sector", "provision_type", "places", "owner", "overall__grade")
    for registration, region, sector, kind, places, owner, grade in entries.values_list("registration", *names):
        provider = providers.get(registration)
        yield Row(region, sector, kind, places or 0, owner, grade or "", provider, groups.get(provider))


def _welsh(day: date, providers: dict[int, int], groups: dict[int, int]) -> Iterator[Row]:
    services = WelshService.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), registration__in=providers)
    services = services.exclude(kind=WelshKind.FAMILY_CENTRE)
    for registration, kind, places in services.values_list("registration", "kind", "places"):
        provider = providers[registration]
        yield Row("", "", kind, places or 0, "", "", provider, groups[provider])


def ultimate_groups() -> dict[int, int]:
    """For each provider the company above all others."""
    parents = dict(Provider.objects.values_list("pk", "parent"))
    return {pk: _topmost(pk, parents) for pk in parents}


def _topmost(pk: int, parents: dict[int, int | None]) -> int:
    above = [pk]
    while (parent := parents[above[-1]]) and parent not in above:
        above += [parent]
    return min(above[above.index(parent) :]) if parent else above[-1]  # of companies in a ring, always the same one


def _printed(rows: list[Row]) -> Printed:
    return Printed(len(rows), sum(row.places for row in rows))


def _compared(name: str, rows: list[Row], part: Part | None) -> Compared:
    ours = Contribution(*map(sum, zip(*part.values(), strict=True))) if part else None
    return Compared(name, owners(rows), len(rows), sum(row.places for row in rows), ours)
