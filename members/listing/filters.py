"""By what the list of providers is narrowed: each filter with its choices, and what each of them means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from homes.models import Home
from members.listing.risks import REASONS, at_risk, reasons
from members.models import Term
from members.status import Status
from people.models import Provider
from register.lists.codes import Region
from register.models import RegisterEntry

Choices = list[tuple[str, str]]
SIZES = {
    "none": ("No home", Q(homes_count=0)),
    "one": ("1 home", Q(homes_count=1)),
    "few": ("2 to 4 homes", Q(homes_count__range=(2, 4))),
    "some": ("5 to 15 homes", Q(homes_count__range=(5, 15))),
    "many": ("16 homes or more", Q(homes_count__gte=16)),
}
LACKS = {
    "owner": ("No owner", Q(has_owner=False)),
    "finance": ("No finance contact", Q(has_finance=False)),
    "visit": ("Nobody ever signed in", Q(signed_in_at=None)),
    "payment": ("An invoice is late", Q(owes=True)),
}
MONTHS = 15


@dataclass(frozen=True)
class Filter:
    """A question about a provider of `listed`: `narrow` gives the condition of one of its choices."""

    name: str
    label: str
    choices: Callable[[], Choices]
    narrow: Callable[[str], Q]


def _statuses() -> Choices:
    return [(status.value, status.capitalize()) for status in Status]


def _bands() -> Choices:
    return [(name, name) for name in Term.objects.order_by("band").values_list("band", flat=True).distinct()]


def _months() -> Choices:
    """Last month, this one and those ahead."""
    today = timezone.localdate()
    first = 12 * today.year + today.month - 2  # months since the year nought
    days = [date(month // 12, month % 12 + 1, 1) for month in range(first, first + MONTHS)]
    return [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in days]


def _ending(month: str) -> Q:
    year, number = month.split("-")
    return Q(last_day__year=int(year), last_day__month=int(number))


def _in_region(region: str) -> Q:
    printed = RegisterEntry.objects.current().filter(registration=OuterRef("registration"), region=region)
    return Exists(Home.objects.confirmed().filter(Exists(printed), provider=OuterRef("pk")))


def _risks() -> Choices:
    return [("any", "Any reason"), *((words, words) for words in REASONS)]


def _of(table: dict[str, tuple[str, Q]]) -> dict:
    return {
        "choices": lambda: [(key, words) for key, (words, _) in table.items()],
        "narrow": lambda key: table[key][1],
    }


FILTERS = [
    Filter("status", "Membership", _statuses, lambda status: Q(status=status)),
    Filter("kind", "Kind of member", lambda: Provider.MemberKind.choices, lambda kind: Q(member_kind=kind)),
    Filter("sector", "Sector", lambda: Provider.Sector.choices, lambda sector: Q(sector=sector)),
    Filter("nation", "Nation", lambda: Provider.Nation.choices, lambda nation: Q(nation=nation)),
    Filter("region", "Region of a home", lambda: [(each.value, each.value) for each in Region], _in_region),
    Filter("size", "Size", **_of(SIZES)),
    Filter("band", "Band", _bands, lambda band: Q(band=band)),
    Filter("month", "Ends in", _months, _ending),
    Filter("lacks", "Missing", **_of(LACKS)),
    Filter("risk", "At risk", _risks, lambda words: at_risk() if words == "any" else reasons()[words]),
]
