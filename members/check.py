"""Was this provider a member on that day? By any name that it, or a company above it, has or had."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from members.known_names import companies_above, names_of
from members.models import Term
from members.names import likeness, plain, why_near
from members.periods import Period, periods
from people.models import Provider

MOST_NEAR = 10


@dataclass
class Found:
    """A provider, by which of its names it was found, and when it was a member."""

    provider: Provider
    names: list[str]  # in words, such as "former name Birch Ltd"
    day: date
    periods: list[Period] = field(default_factory=list)
    # Those that the name does not find anyway.
    group: list["Found"] = field(default_factory=list)

    @property
    def is_member(self) -> bool:
        return any(period.holds(self.day) for period in self.periods)

    @property
    def is_overdue(self) -> bool:
        return not self.is_member and any(period.is_grace(self.day) for period in self.periods)


@dataclass(frozen=True)
class MembershipAnswer:
    """Providers of exactly this name, and those whose names are near it."""

    exact: list[Found]
    near: list[Found]


def check_membership(user, typed: str, day: date) -> MembershipAnswer:
    """Look among all providers that the user may see. Four queries, however many there are."""
    providers = {row.pk: row for row in Provider.objects.visible_to(user)}
    names = names_of(providers)
    wanted = plain(typed)
    exact = {pk: _fitting(rows, lambda name: name == wanted, "") for pk, rows in names.items()}
    near = {pk: _near(rows, wanted) for pk, rows in names.items() if not exact[pk]}
    best = sorted((pk for pk in near if near[pk][0]), key=lambda pk: (-near[pk][1], str(providers[pk])))[:MOST_NEAR]
    found = [Found(providers[pk], matches, day) for pk, matches in exact.items() if matches]
    answer = MembershipAnswer(found, [Found(providers[pk], near[pk][0], day) for pk in best])
    groups = _groups(providers, apart_from={one.provider.pk for one in answer.exact})
    for one in answer.exact:
        one.group = [Found(row, [], day) for row in groups[one.provider.pk]]
    _fill_periods([*answer.exact, *answer.near, *(member for one in answer.exact for member in one.group)])
    return answer


def _groups(providers: dict, *, apart_from: set[int]) -> dict[int, list[Provider]]:
    """Of each provider: those that have the same ultimate owner, apart from some."""
    tops = {pk: [row, *companies_above(row, providers)][-1].pk for pk, row in providers.items()}
    under = defaultdict(list)
    for pk, top in tops.items():
        if pk in apart_from:
            continue
        under[top].append(providers[pk])
    return {pk: under[top] for pk, top in tops.items()}


def _fitting(names, fits, why: str) -> list[str]:
    return [f"{what} {name}{why}" for what, name in names if fits(plain(name))]


def _near(names, wanted: str) -> tuple[list[str], float]:
    """What comes near, with why, and how near the nearest comes."""
    reasons = [(what, name, why_near(wanted, plain(name))) for what, name in names]
    matches = [f"{what} {name} {why}" for what, name, why in reasons if why]
    return matches, max((likeness(wanted, plain(name)) for _, name, why in reasons if why), default=0.0)


def _fill_periods(found: list[Found]) -> None:
    terms = defaultdict(list)
    rows = Term.objects.filter(provider__in={one.provider.pk for one in found})
    for pk, *days in rows.values_list("provider", "starts_on", "ends_on", "resigned_on"):
        terms[pk].append(tuple(days))
    for one in found:
        one.periods = periods(terms[one.provider.pk])
