"""Three years of terms and invoices."""

from datetime import date, timedelta

from chaportal.demo import dues
from chaportal.demo.content import day
from chaportal.demo.people import Loaded
from members.balances import unpaid
from members.invoices.actions import charge_of, falls_due
from members.invoices.numbers import INVOICES, next_number
from members.leaving.actions import end_membership
from members.models import Allocation, Application, Invoice, InvoiceLine, Payment, Term
from members.payments.actions import note_payment
from members.refunds.actions import note_refund
from members.renewals import actions as renewals
from members.statements.actions import load_statement
from members.statements.reading import read_statement
from members.terms.actions import frozen

YEARS = 3

# Why members left, by how they did: a reason and their words.
LEFT = {
    "resigned": [("dues", "The new band is too much for two homes."), ("elsewhere", "")],
    "ended": [("closed", "They hand the last home over in spring."), ("", ""), ("value", "Nobody had time for it.")],
}


def load(cast: Loaded) -> None:
    dues.load(cast)
    for place, (provider, facts) in enumerate(zip(cast.providers, cast.facts, strict=True)):
        if facts["membership"] == "applicant":
            Application.objects.create(provider=provider, applied_on=day(-9 - place % 5))
            continue
        last_day = _last_day(facts["membership"], place)
        Application.objects.create(provider=provider, applied_on=day(-1200), decided_on=day(-1170), accepted=True)
        for year in reversed(range(YEARS)):
            _year(provider, facts, last_day - timedelta(days=365 * year), newest=year == 0, place=place)
        if facts["membership"] in LEFT:
            _left(provider, facts["membership"], place, by=cast.with_role("membership_manager"))
    _from_the_bank(cast)
    _paid_twice(by=cast.with_role("membership_manager"))
    renewals.plan_run(until=day(60), by=cast.with_role("membership_manager"))


def _from_the_bank(cast: Loaded) -> None:
    """Three lines that wait: one with the invoice's number, one with the name and another amount, and one of nobody."""
    first, second = unpaid(Invoice.objects.all()).select_related("provider").order_by("pk")[:2]
    rows = [
        f"{day(-3):%d/%m/%Y},{first.billed_to} {first.number},{first.balance}",
        f"{day(-2):%d/%m/%Y},{second.billed_to} MEMBERSHIP,{second.balance - 50}",
        f"{day(-2):%d/%m/%Y},INTEREST GROSS,3.18",
    ]
    statement = read_statement("\n".join(["Date,Description,Amount", *rows]).encode())
    load_statement(statement=statement, by=cast.with_role("membership_manager"))


def _paid_twice(by) -> None:
    """A member that paid its newest dues once more: half of that was paid back, and the rest is its credit."""
    paid = Invoice.objects.exclude(pk__in=unpaid(Invoice.objects.all()).values("pk"))
    newest = paid.order_by("-sent_on", "pk")[0]
    about = {"received_on": day(-20), "method": Payment.Method.TRANSFER, "reference": f"{newest.number} dues"}
    payment = note_payment(provider=newest.provider, amount=newest.amount, by=by, **about)
    about = {"paid_on": day(-10), "method": Payment.Method.TRANSFER, "reference": f"{newest.number} paid twice"}
    note_refund(payment=payment, amount=newest.amount / 2, by=by, **about)


def _last_day(membership: str, place: int) -> date:
    """The last day of the newest term, spread so that some reminders fall due next week."""
    days = {"current": 20 + place * 8, "overdue": -6 - place % 20, "ended": -90 - place, "resigned": 120}
    return day(days[membership])


def _year(provider, facts: dict, last_day: date, *, newest: bool, place: int) -> None:
    first_day = last_day - timedelta(days=364)
    facts_then = frozen(dues.price(provider, facts["homes"], first_day)) | {"ends_on": last_day}
    term = Term.objects.create(provider=provider, **facts_then)
    charge = charge_of(term)
    invoice = Invoice.objects.create(
        number=next_number(INVOICES),
        provider=provider,
        term=term,
        billed_to=provider.legal_name,
        amount=charge.gross,
        sent_on=(sent_on := first_day - timedelta(days=20)),
        due_on=falls_due(term, sent_on),
    )
    InvoiceLine.objects.create(
        invoice=invoice, description=charge.description, net=charge.net, vat_rate=charge.vat_rate
    )
    if not (newest and (place % 9 == 4 or facts["membership"] == "ended")):
        _paid(invoice, first_day + timedelta(days=place % 14), half=newest and place % 9 == 5)


def _left(provider, how: str, place: int, by) -> None:
    """Why it left, as somebody told membership staff; of one in three that did not renew, nobody did."""
    reason, words = LEFT[how][place % len(LEFT[how])]
    if reason:
        facts = {"reason": reason, "words": words, "said_by": "Its office manager", "told_on": day(-15)}
        end_membership(provider=provider, by=by, last_day=day(-15), **facts)


def _paid(invoice: Invoice, on: date, *, half: bool) -> None:
    """As a whole, or the first half of it."""
    amount = invoice.amount / 2 if half else invoice.amount
    payment = Payment.objects.create(
        provider=invoice.provider,
        amount=amount,
        received_on=on,
        reference=f"{invoice.number} dues",
    )
    Allocation.objects.create(payment=payment, invoice=invoice, amount=amount)
