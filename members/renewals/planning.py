"""Who is renewed by a run: every member whose term ends by a day, with what it costs, or why it gets no invoice."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from members.dues.prices import PriceLists
from members.models import Renewal, RenewalRun, Term
from members.status import GRACE
from people.access import Permission
from people.models import Role
from people.templatetags.people import day

NOBODY = "Nobody would get it: there is no owner and no finance contact."
NO_FINANCE = "No finance contact: the owner gets it."
NO_OWNER = "No owner: the finance contact gets it."


def rows_of(run: RenewalRun, today: date) -> list[Renewal]:
    """The rows of a run, not saved yet: of terms that end by its day, or ended so lately that access still runs."""
    terms = ending_terms(run.until, today)
    ids = [term.provider_id for term in terms]
    begun, receivers, prices = _last_begun(ids), _receivers(ids), PriceLists()
    return [_row(run, term, begun[term.provider_id], receivers[term.provider_id], prices) for term in terms]


def ending_terms(until: date, today: date) -> list[Term]:
    """Of each provider the newest term that ends by a day, with its provider. One query."""
    ending = Term.objects.that_begin().filter(ends_on__range=(today - GRACE, until)).select_related("provider")
    return list(ending.order_by("provider_id", "-starts_on").distinct("provider_id"))


def _row(run: RenewalRun, follows: Term, begun: date, receivers: set[str], prices: PriceLists) -> Renewal:
    starts_on = follows.ends_on + timedelta(days=1)
    row = Renewal(run=run, provider=follows.provider, follows=follows, starts_on=starts_on)
    row.why_not = why_not(follows, begun, receivers)
    if not row.why_not:
        try:
            price = prices.price(follows.provider, starts_on)
            row.band, row.dues = price.band.name, price.dues
        except ValidationError as fault:
            row.why_not = " ".join(fault.messages)[:255]
    row.remark = "" if row.why_not else " ".join(_remarks(row, receivers))[:255]
    return row


def why_not(follows: Term, begun: date, receivers: set[str]) -> str:
    """Why a member gets no invoice whatever it costs, or nothing. `begun`: the first day of its newest term."""
    if follows.resigned_on:
        return f"It leaves, or has left: last day {day(follows.last_day)}."
    if begun > follows.starts_on:
        return f"It is renewed already, from {day(begun)}."
    return "" if receivers else NOBODY


def _remarks(row: Renewal, receivers: set[str]) -> Iterable[str]:
    if row.follows.override_reason:
        yield f"Its last term was agreed otherwise: {row.follows.override_reason}."
    if receivers == {"owner"}:
        yield NO_FINANCE
    elif receivers == {"finance_contact"}:
        yield NO_OWNER


def _last_begun(providers: list[int]) -> dict[int, date]:
    """The first day of the newest term of each. One query."""
    newest = Term.objects.that_begin().filter(provider__in=providers).order_by("provider_id", "-starts_on")
    return dict(newest.distinct("provider_id").values_list("provider", "starts_on"))


def _receivers(providers: list[int]) -> dict[int, set[str]]:
    """The roles of those who get the invoices of each. One query."""
    found = defaultdict(set)
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_OWN).filter(provider__in=providers)
    for provider, name in roles.values_list("provider", "name"):
        found[provider].add(name)
    return found
