"""What a term costs a member, and what that rests on: the one place that says which band is whose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from members.dues.arithmetic import MONTHS, last_day_of_membership_year, months_left, numbers, part_of_year
from members.dues.census import Census, Count, census_on
from members.models import Band, DuesYear
from members.models.invoice import vat_of
from members.periods import last_day_of_year
from people.models import Provider
from people.templatetags.people import day as in_words

KINDS = {
    Provider.MemberKind.PROVIDER: "providers of homes",
    Provider.MemberKind.LOCAL_AUTHORITY: "local authorities",
    Provider.MemberKind.ASSOCIATE: "associates",
}


@dataclass(frozen=True)
class Price:
    """What a term costs, in pounds without VAT, with all that it rests on."""

    year: DuesYear
    kind: str
    band: Band
    count: Count
    census: Census
    starts_on: date
    ends_on: date
    months: int | None  # of a part of the year; None: the whole dues
    dues: Decimal

    @property
    def with_vat(self) -> Decimal:
        return self.dues + vat_of(self.dues, self.year.vat_rate)

    @property
    def kind_in_words(self) -> str:
        return Provider.MemberKind(self.kind).label


class PriceList:
    """The prices of one dues year. Its bands and its census are read once, for any number of members.

    One that `estimates` counts on the newest list as long as the census date is still to come.
    """

    def __init__(self, year: DuesYear, *, estimates: bool = False):
        self.year = year
        self.estimates = estimates
        self.census = census_on(year.census_on)
        self.bands = list(year.bands.all())

    def price(self, *, kind: str, count: Count, starts_on: date, only_wales: bool = False) -> Price:
        """What a term that begins on a day costs. Raises ValidationError with a sentence where that cannot be said."""
        bands = self.of_kind(kind)
        if bands and not any(band.holds_any for band in bands):
            self._check_census(only_wales=only_wales)
        size = count.homes if self.year.measure == DuesYear.Measure.HOMES else count.places
        band = next((band for band in bands if band.holds(size)), None)
        if band is None:
            raise ValidationError(self._no_band(kind, size, known=bool(bands)))
        return self.price_in(band, count=count, starts_on=starts_on)

    def price_in(self, band: Band, *, count: Count, starts_on: date) -> Price:
        """What a term that begins on a day costs in one of its bands, whether that is the member's or not."""
        ends_on, months = self._term(starts_on)
        dues = band.dues if months is None else part_of_year(band.dues, months)
        return Price(self.year, band.kind, band, count, self.census, starts_on, ends_on, months, dues)

    def of_kind(self, kind: str) -> list[Band]:
        """The bands of one kind of member."""
        return [band for band in self.bands if band.kind == kind]

    def _term(self, starts_on: date) -> tuple[date, int | None]:
        if self.year.joining == DuesYear.Joining.OWN_YEAR:
            return last_day_of_year(starts_on), None
        ends_on = last_day_of_membership_year(self.year.starts_on, starts_on)
        if self.year.joining == DuesYear.Joining.FULL:
            return ends_on, None
        months = months_left(starts_on, ends_on)
        return ends_on, months if months < MONTHS else None

    def _check_census(self, *, only_wales: bool) -> None:
        day = in_words(self.census.day)
        if self.census.day > timezone.localdate() and not self.estimates:
            raise ValidationError(f"Homes are counted on {day}, which is still to come. Renew from that day on.")
        if self.census.file is None and not only_wales:
            raise ValidationError(
                f"No list of the register covers {day}, the census date. Load one of that day, or of the year before "
                "it, and release it."
            )

    def _no_band(self, kind: str, size: int, *, known: bool) -> str:
        if not known:
            return f"There is no band for {KINDS[kind]} in the dues from {in_words(self.year.starts_on)}."
        counted = f"{numbers(size, self.year.measure)} on {in_words(self.census.day)}"
        return f"No band for {KINDS[kind]} holds {counted}. Look whether its homes are confirmed."


class PriceLists:
    """The prices of all released dues: each year is read once, when somebody asks for it."""

    def __init__(self):
        self._years = list(DuesYear.objects.released())
        self._read: dict[int, tuple[PriceList, dict[int, Count]]] = {}

    def year_for(self, starts_on: date) -> DuesYear:
        """The dues of a term that begins on a day. Raises ValidationError where none are released."""
        year = next((year for year in self._years if year.starts_on <= starts_on), None)
        if year is None:
            raise ValidationError(f"No dues are released for a term that begins on {in_words(starts_on)}.")
        return year

    def price(self, provider: Provider, starts_on: date) -> Price:
        """What a term of a provider that begins on a day costs. Raises ValidationError with a sentence."""
        prices, counts = self.of_year(self.year_for(starts_on))
        about = {"kind": provider.member_kind, "only_wales": is_of_wales(provider)}
        return prices.price(count=counts.get(provider.pk, Count()), starts_on=starts_on, **about)

    def of_year(self, year: DuesYear) -> tuple[PriceList, dict[int, Count]]:
        """The prices of a year, and what each provider has on its census date."""
        if year.pk not in self._read:
            prices = PriceList(year)
            self._read[year.pk] = prices, prices.census.by_provider()
        return self._read[year.pk]


def dues_year_for(starts_on: date) -> DuesYear:
    """The released dues of a term that begins on a day. Raises ValidationError where there are none."""
    return PriceLists().year_for(starts_on)


def price_for(provider: Provider, starts_on: date) -> Price:
    """What a term of a provider that begins on a day costs. Raises ValidationError with a sentence."""
    return PriceLists().price(provider, starts_on)


def price_or_why_not(price: Callable[..., Price], *about) -> tuple[Price | None, str]:
    """What one of these functions gives for its arguments, or why that cannot be said: the sentence that it raises."""
    try:
        return price(*about), ""
    except ValidationError as fault:
        return None, " ".join(fault.messages)


def price_of_homes(registrations: Iterable[int], *, kind: str, starts_on: date, only_wales: bool = False) -> Price:
    """What a term costs who is not kept here yet and names its homes, by the ids of their registrations.

    Raises ValidationError with a sentence.
    """
    prices = PriceList(dues_year_for(starts_on))
    return prices.price(kind=kind, count=prices.census.of(registrations), starts_on=starts_on, only_wales=only_wales)


def is_of_wales(provider: Provider) -> bool:
    """Whether all of its homes are in Wales, so that no list of England's says how many it has."""
    return provider.nation == Provider.Nation.WALES
