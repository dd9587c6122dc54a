"""What an application costs: the one place where joining asks for dues."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from members.applications.homes import homes_of
from members.dues.census import Count
from members.dues.prices import Price, PriceList, dues_year_for, price_or_why_not
from members.models import Application, DuesYear, Term
from members.terms.actions import Agreed, start_term
from people.models import Provider, User
from people.templatetags.people import day as in_words
from register.models import RegisterEntry


def quote(application: Application, starts_on: date | None = None) -> Price | None:
    """What follows from the homes that it names, for a term from a day on (default: today in London).

    None where that cannot be said yet: see `priced`.
    """
    return priced(application, starts_on)[0]


def priced(application: Application, starts_on: date | None = None) -> tuple[Price | None, str]:
    """The `quote`, or why there is none: no dues are released, or no band fits. Of who names nothing yet, neither."""
    is_named = application.homes.exists() or application.welsh_homes
    if not application.kind or not (is_named or application.kind != Provider.MemberKind.PROVIDER):
        return None, ""
    return price_or_why_not(_price, application, starts_on or timezone.localdate())


def homes_with_reasons(application: Application, price: Price | None) -> list[tuple[RegisterEntry, str]]:
    """Its homes, each with why it does not count for the band of a price; empty where it does, or without a price.

    One query; a second one where homes do not count.
    """
    return with_reasons(homes_of(application), price, price.census.places if price else [])


def with_reasons(
    entries: list[RegisterEntry], price: Price | None, counted: Collection[int]
) -> list[tuple[RegisterEntry, str]]:
    """Homes, each with why it is not among those `counted`, by the ids of their registrations; empty without a price.

    One query where homes do not count.
    """
    left_out = [entry.registration_id for entry in entries if price and entry.registration_id not in counted]
    printed = {}
    if left_out:
        then = RegisterEntry.objects.filter(file=price.census.file, registration__in=left_out)
        printed = {entry.registration_id: entry for entry in then}
    reasons = {number: _why_not(price, printed.get(number)) for number in left_out}
    return [(entry, reasons.get(entry.registration_id, "")) for entry in entries]


def prices_today() -> DuesYear | None:
    """The dues for terms that begin today, as everyone may read them."""
    return DuesYear.objects.for_terms_from(timezone.localdate()).prefetch_related("bands").first()


def admit(application: Application, *, starts_on: date, by: User, agreed: Agreed | None = None) -> Term:
    """Begin the term of an application's provider, with its invoice. Raises ValidationError where no band fits.

    Homes in Wales count as they were applied for: nobody has kept them here yet.
    """
    if agreed is None and application.welsh_homes:
        band = _price(application, starts_on).band
        agreed = Agreed(f"With {application.welsh_homes} in Wales, as applied for", band)
    return start_term(provider=application.provider, starts_on=starts_on, by=by, agreed=agreed)


def _why_not(price: Price, printed: RegisterEntry | None) -> str:
    """Why a home does not count, by what the list that covers the census date prints of it."""
    if price.census.file is None:
        return f"no list of the register covers {in_words(price.census.day)}, the day by which homes are counted"
    by = f"the list of {in_words(price.census.file.as_at)}, by which homes are counted"
    if printed is None:
        return f"not on {by}"
    if not printed.on_register:
        return f"{printed.status.lower()} on {by}"
    return f"“{printed.provision_type}” on {by}"


def _price(application: Application, starts_on: date) -> Price:
    prices = PriceList(dues_year_for(starts_on))
    listed = prices.census.of(application.homes.values_list("registration", flat=True))
    count = Count(listed.homes + application.welsh_homes, listed.places)
    only_wales = application.nation == Provider.Nation.WALES
    return prices.price(kind=application.kind, count=count, starts_on=starts_on, only_wales=only_wales)
