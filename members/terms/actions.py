"""What is done to a year of membership: begun, and paid for by an invoice."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.balances import terms_to_bill
from members.dues.census import Count
from members.dues.prices import Price, PriceList, dues_year_for, price_for
from members.invoices.actions import charge_of, send_invoice
from members.invoices.emails import queue_invoice_emails
from members.models import Band, Invoice, Term
from members.periods import Period, periods
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import day, pounds


@dataclass(frozen=True)
class Agreed:
    """What was agreed with a provider instead of what follows from the bands: another band, other dues, and why."""

    reason: str
    band: Band | None = None  # None: the one that follows
    dues: Decimal | None = None  # None: those of the band


@transaction.atomic
def start_term(
    *,
    provider: Provider,
    starts_on: date,
    by: User,
    agreed: Agreed | None = None,
    expected: Decimal | None = None,
) -> Term:
    """Admit a provider for a year, or renew its membership; an application that waits is accepted with it.

    What it rests on is frozen in the term; its invoice is sent, unless the term costs nothing. Raises PermissionDenied,
    and ValidationError for a year that overlaps another, where no dues or band follow and none were agreed, or where
    the dues are others than `expected`, what a person was shown.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    provider.check_unmerged()
    price = _agreed_price(provider, starts_on, agreed) if agreed else price_for(provider, starts_on)
    check_no_overlap(provider, starts_on, price.ends_on)
    if expected not in (None, price.dues):
        raise ValidationError(f"Its dues are {pounds(price.dues)} by now, and {pounds(expected)} were shown.")
    provider.applications.filter(decided_on=None).update(decided_on=timezone.localdate(), accepted=True)
    term = Term.objects.create(provider=provider, **frozen(price), override_reason=agreed.reason if agreed else "")
    if term.dues:
        queue_invoice_emails(send_invoice(term=term, charges=[charge_of(term)], by=by))
    return term


@transaction.atomic
def send_new_invoice(*, term: Term, by: User) -> Invoice:
    """Ask for the dues of a term once more whose invoices were all credited, as where who leaves stays after all.

    Raises PermissionDenied, and ValidationError where something is asked for it still, it is over or never begins.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    Provider.objects.select_for_update().get(pk=term.provider_id).check_unmerged()
    if not terms_to_bill(Term.objects.filter(pk=term.pk)).exists():
        raise ValidationError("A new invoice is sent only for a term that is not over, once all it had are credited.")
    invoice = send_invoice(term=term, charges=[charge_of(term)], by=by)
    queue_invoice_emails(invoice)
    return invoice


def next_first_day(provider: Provider) -> date:
    """The day after the last day of membership, if that is to come or still gives access; else today in London."""
    last, today = _last_period(provider), timezone.localdate()
    follows = last and (last.last >= today or last.is_grace(today))
    return last.last + timedelta(days=1) if last and follows else today


def leaves_on(provider: Provider) -> date | None:
    """The last day of membership of who is a member today, or will be, and said that it leaves."""
    last = _last_period(provider)
    return last.last if last and last.resigned and last.last >= timezone.localdate() else None


def _last_period(provider: Provider) -> Period | None:
    found = periods(provider.terms.values_list("starts_on", "ends_on", "resigned_on"))
    return found[-1] if found else None


def check_no_overlap(provider: Provider, first: date, last: date) -> None:
    """Raises ValidationError where a term of the provider runs on one of these days."""
    for term in provider.terms.that_begin().filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on"):
        if term.last_day >= first:
            raise ValidationError({"starts_on": f"A term runs from {day(term.starts_on)} to {day(term.last_day)}."})


def frozen(price: Price) -> dict:
    """What a term keeps of its price."""
    return {
        "starts_on": price.starts_on,
        "ends_on": price.ends_on,
        "kind": price.kind,
        "band": price.band.name,
        "chosen_band": price.band,
        "dues": price.dues,
        "vat_rate": price.year.vat_rate,
        "homes_counted": price.count.homes,
        "places_counted": price.count.places,
        "census_on": price.census.day,
        "register_file": price.census.file,
    }


def _agreed_price(provider: Provider, starts_on: date, agreed: Agreed) -> Price:
    """Raises ValidationError where the band is of another kind or year, or none follows and none was chosen."""
    band = agreed.band
    price = _price_of_band(provider, starts_on, band) if band else price_for(provider, starts_on)
    return price if agreed.dues is None else replace(price, dues=agreed.dues, months=None)


def _price_of_band(provider: Provider, starts_on: date, band: Band) -> Price:
    prices = PriceList(dues_year_for(starts_on))
    if band.year_id != prices.year.pk or band.kind != provider.member_kind:
        raise ValidationError({"band": f"“{band}” is no band of this year for this kind of member. Choose another."})
    return prices.price_in(band, count=prices.census.by_provider().get(provider.pk, Count()), starts_on=starts_on)
