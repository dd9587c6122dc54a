"""What an application rests on: homes, band, dues, and what is owed of old; the same of newcomers and who is here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from homes.models import Home
from members.applications.dues import homes_with_reasons, priced, with_reasons
from members.applications.homes import not_listed, printed_of
from members.balances import unpaid
from members.dues.prices import Price, price_for, price_or_why_not
from members.holders import with_earlier_numbers
from members.models import Application, ApplicationHome, Invoice
from members.terms.actions import next_first_day
from people.models import Provider
from register.models import RegisterEntry, Registration


@dataclass(frozen=True)
class Facts:
    """Homes each with why it does not count for the band; the price, or why there is none; invoices with a balance."""

    homes: list[tuple[RegisterEntry, str]] = field(default_factory=list)
    not_listed: list[ApplicationHome | Home] = field(default_factory=list)
    unconfirmed: int = 0
    welsh_homes: int = 0
    price: Price | None = None
    why_no_price: str = ""
    owed: list[Invoice] = field(default_factory=list)


def facts_of(application: Application) -> Facts:
    """Of an application by what it says; of a provider that asks to be a member by what is kept of it."""
    if not application.contact_email:
        return facts_of_provider(application.provider)
    price, why_not = priced(application)
    return Facts(
        homes_with_reasons(application, price),
        not_listed(application),
        welsh_homes=application.welsh_homes,
        price=price,
        why_no_price=why_not,
        owed=owed_by([application.provider_id])[application.provider_id],
    )


def facts_of_provider(provider: Provider) -> Facts:
    """Of who is kept here: its confirmed homes, and what a term costs that begins on the first day that is free."""
    price, why_not = price_or_why_not(price_for, provider, next_first_day(provider))
    homes = list(provider.homes.confirmed().select_related("registration").order_by("registration__number"))
    numbers = [home.registration_id for home in homes]
    entries, welsh = printed_of(numbers), [home for home in homes if _is_welsh(home)]
    shown = {entry.registration_id for entry in entries}
    earlier = with_earlier_numbers({number: number for number in numbers})
    counted = {now for then, now in earlier.items() if price and then in price.census.places}
    return Facts(
        with_reasons(entries, price, counted),
        [home for home in homes if home.registration_id not in shown and not _is_welsh(home)],
        unconfirmed=provider.homes.claimed().count(),
        welsh_homes=len(welsh),
        price=price,
        why_no_price=why_not,
        owed=owed_by([provider.pk])[provider.pk],
    )


def owed_by(providers: Iterable[int | None]) -> dict[int | None, list[Invoice]]:
    """By provider, invoices of which something is still owed, with their balances, the oldest first. One query.

    For a term that never begins nobody owes.
    """
    found = defaultdict(list)
    invoices = Invoice.objects.filter(provider__in=providers).of_terms_that_begin()
    for invoice in unpaid(invoices).order_by("due_on", "pk"):
        found[invoice.provider_id].append(invoice)
    return found


def _is_welsh(home: Home) -> bool:
    return home.registration.regulator == Registration.Regulator.CIW
