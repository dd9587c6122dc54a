"""What a year's dues would bring in, and what changes for each member: before anyone is told."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from members.dues.census import Census, Count
from members.dues.prices import Price, PriceList, is_of_wales
from members.membership import with_full_access
from members.models import Band, DuesYear, Term
from people.models import Provider
from people.templatetags.people import day

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Change:
    """One member: the term that it has now, and what a whole year costs it then, or why that cannot be said."""

    provider: Provider
    term: Term
    price: Price | None
    why_not: str = ""

    @property
    def pounds(self) -> Decimal | None:
        """How much more it pays."""
        return self.price.dues - self.term.dues if self.price else None

    @property
    def percent(self) -> Decimal | None:
        """The same in per cent, to one place; None where it pays nothing now."""
        if self.pounds is None or not self.term.dues:
            return None
        return (100 * self.pounds / self.term.dues).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_of_another_band(self) -> bool:
        """Whether it moves to a band of other words, or has none."""
        return self.price is None or self.price.band.name != self.term.band


@dataclass(frozen=True)
class BandTotal:
    """A band with its members and what they pay together."""

    band: Band
    members: int
    income: Decimal


@dataclass(frozen=True)
class Plan:
    """All members, who pay most more first, and what they come to."""

    year: DuesYear
    census: Census
    changes: list[Change]

    @property
    def is_estimate(self) -> bool:
        """Whether the census date is still to come."""
        return self.census.day > timezone.localdate()

    @property
    def known(self) -> list[Change]:
        """Those of whom it can be said what they pay."""
        return [change for change in self.changes if change.price]

    @property
    def unknown(self) -> list[Change]:
        return [change for change in self.changes if not change.price]

    @property
    def income_now(self) -> Decimal:
        """What the members pay for the terms that they have."""
        return sum((change.term.dues for change in self.changes), NOTHING)

    @property
    def income_then(self) -> Decimal:
        """What those pay of whom it can be said, without VAT."""
        return sum((change.price.dues for change in self.known), NOTHING)

    @property
    def difference(self) -> Decimal:
        return self.income_then - self.income_now

    def totals(self) -> list[BandTotal]:
        """Each band with its members, those without any too."""
        dues = defaultdict(list)
        for change in self.known:
            dues[change.price.band.pk].append(change.price.dues)
        return [BandTotal(band, len(dues[band.pk]), sum(dues[band.pk], NOTHING)) for band in self.year.bands.all()]


def plan_of(year: DuesYear) -> Plan:
    """The plan of a year for all who are members today. Twelve queries at most, for any number."""
    prices = PriceList(year, estimates=True)
    counts = prices.census.by_provider()
    members = with_full_access(Provider.objects.all())
    terms = Term.objects.that_begin().filter(provider__in=members.values("pk"))
    begun = terms.filter(starts_on__lte=timezone.localdate()).order_by("provider_id", "-starts_on")
    newest = {term.provider_id: term for term in begun.distinct("provider_id")}
    changes = [_change(prices, each, newest[each.pk], counts.get(each.pk, Count())) for each in members]
    return Plan(year, prices.census, sorted(changes, key=lambda each: (each.pounds is not None, -(each.pounds or 0))))


def _change(prices: PriceList, provider: Provider, term: Term, count: Count) -> Change:
    if term.resigned_on and term.resigned_on <= prices.year.starts_on:
        return Change(provider, term, None, f"It leaves: its last day is {day(term.last_day)}.")
    about = {"kind": provider.member_kind, "count": count, "only_wales": is_of_wales(provider)}
    try:
        return Change(provider, term, prices.price(starts_on=prices.year.starts_on, **about))
    except ValidationError as fault:
        return Change(provider, term, None, " ".join(fault.messages))
