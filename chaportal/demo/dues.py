"""Dues of the years before, those in force, and a draft of the next that nobody was told of."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from chaportal.demo.homes import older_list
from chaportal.demo.people import Loaded
from members.dues import actions
from members.dues.actions import BandRow
from members.dues.census import Count
from members.dues.prices import Price, PriceList
from members.models import DuesYear
from people.models import Provider

P, LA, A = Provider.MemberKind.PROVIDER, Provider.MemberKind.LOCAL_AUTHORITY, Provider.MemberKind.ASSOCIATE
BANDS = [
    (P, "1 home", 1, 1, "450"),
    (P, "2 to 4 homes", 2, 4, "900"),
    (P, "5 to 15 homes", 5, 15, "1950"),
    (P, "16 homes or more", 16, None, "4200"),
    (LA, "Local authority", 0, None, "1500"),
    (A, "Associate", 0, None, "250"),
]
NEXT = {"1 home": "450", "2 to 4 homes": "945", "5 to 15 homes": "2050", "16 homes or more": "4500"}


def load(cast: Loaded) -> None:
    staff = cast.with_role("membership_manager")
    census = older_list()
    starts_on = census + timedelta(days=1)
    for years_ago, share in ((5, "0.9"), (0, "1")):
        begins = {"starts_on": _years_before(starts_on, years_ago), "census_on": _years_before(census, years_ago)}
        year = actions.plan_year(by=staff, **begins)
        rows = [BandRow(kind, name, *sizes, Decimal(dues) * Decimal(share)) for kind, name, *sizes, dues in BANDS]
        actions.release(year=actions.change_draft(year=year, rows=rows, by=staff, **begins), by=staff)
    draft = actions.plan_year(by=staff, **actions.next_facts())
    rows = [BandRow(kind, name, *sizes, Decimal(NEXT.get(name, dues))) for kind, name, *sizes, dues in BANDS]
    actions.change_draft(year=draft, rows=rows, by=staff)


def price(provider: Provider, homes: int, starts_on: date) -> Price:
    """What a term cost. For the years before no list is here: then it rests on the homes that were said."""
    prices = _prices(DuesYear.objects.for_terms_from(starts_on).get().pk)
    count = prices.census.by_provider().get(provider.pk) if prices.census.file else None
    count = count if count and count.homes else Count(homes)
    band = next(band for band in prices.of_kind(provider.member_kind) if band.holds(count.homes))
    return prices.price_in(band, count=count, starts_on=starts_on)


@cache
def _prices(year: int) -> PriceList:
    return PriceList(DuesYear.objects.get(pk=year))


def _years_before(day: date, years: int) -> date:
    return day - timedelta(days=365 * years + years // 4)
