"""What is done to invoices: sent, given a purchase order, credited."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.balances import with_balance
from members.invoices.emails import queue_credit_emails
from members.invoices.links import Opened
from members.invoices.numbers import CREDIT_NOTES, INVOICES, next_number
from members.models import CreditNote, Invoice, InvoiceLine, Term, vat_of
from members.payments.actions import free, lock_money
from people.access import Permission, can, check
from people.models import User
from people.templatetags.people import day, pounds

PAY_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Charge:
    """Something to pay for: pounds without VAT, and VAT in per cent."""

    description: str
    net: Decimal
    vat_rate: Decimal = Decimal(0)

    @property
    def gross(self) -> Decimal:
        return self.net + vat_of(self.net, self.vat_rate)


@transaction.atomic
def send_invoice(*, term: Term, charges: list[Charge], by: User) -> Invoice:
    """Ask a provider to pay for a term, by the day of `falls_due`. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    today = timezone.localdate()
    invoice = Invoice.objects.create(
        number=next_number(INVOICES),
        provider=term.provider,
        term=term,
        billed_to=term.provider.legal_name,
        amount=sum((charge.gross for charge in charges), Decimal(0)),
        sent_on=today,
        due_on=falls_due(term, today),
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, description=each.description, net=each.net, vat_rate=each.vat_rate)
        for each in charges
    )
    return invoice


def falls_due(term: Term, sent_on: date) -> date:
    """When a bill is to be paid that is sent on a day: 30 days later, or on the first day of its term if that is later.

    So nobody owes on the day on which the bill comes, and a renewal that is sent ahead is not paid before it begins.
    """
    return max(sent_on + PAY_WITHIN, term.starts_on)


def charge_of(term: Term) -> Charge:
    """The dues of a term, as its invoice has them."""
    words = f"Membership from {day(term.starts_on)} to {day(term.ends_on)}: {term.band}"
    return Charge(words, term.dues, term.vat_rate)


@transaction.atomic
def set_purchase_order(*, invoice: Invoice, purchase_order: str, by: User) -> Invoice:
    """Write the payer's own number on an invoice. Raises PermissionDenied for who is not the provider's or ours."""
    if not can(by, Permission.MEMBERSHIP_MANAGE):
        check(by, Permission.MEMBERSHIP_OWN, invoice.provider)
    return _with_purchase_order(invoice, purchase_order)


@transaction.atomic
def set_purchase_order_by_link(*, opened: Opened, purchase_order: str) -> Invoice:
    """The same by whoever has the link in its mail: what it opened says that they may."""
    to = opened.to if isinstance(opened.to, User) else opened.to.email
    with audit_reason(f"By the link in the mail to {to}"):
        return _with_purchase_order(opened.invoice, purchase_order)


def _with_purchase_order(invoice: Invoice, purchase_order: str) -> Invoice:
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    invoice.purchase_order = purchase_order
    invoice.save(update_fields=["purchase_order"])
    return invoice


@transaction.atomic
def credit(*, invoice: Invoice, amount: Decimal, reason: str, by: User) -> tuple[CreditNote, Decimal]:
    """Take back an invoice or a part of it, and tell who got it.

    What was paid of it beyond what it asks for then becomes credit of the provider: how much, stands beside the note.
    Raises PermissionDenied, and ValidationError for more than it asks for.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(invoice.provider_id)
    Invoice.objects.select_for_update().get(pk=invoice.pk)
    invoice = with_balance(Invoice.objects.select_related("provider")).get(pk=invoice.pk)
    if amount > invoice.asks_for:
        asks = f"{invoice} asks for {pounds(invoice.asks_for)}" if invoice.asks_for else f"All of {invoice} is credited"
        raise ValidationError({"amount": f"{asks}, so no more can be credited."})
    number, freed = next_number(CREDIT_NOTES), max(amount - invoice.balance, Decimal(0))
    with audit_reason(reason):
        free(invoice=invoice, amount=freed, reason=f"Credit note {number}", by=by)
        note = CreditNote.objects.create(number=number, invoice=invoice, amount=amount, reason=reason, by=by)
    queue_credit_emails(note, still_owed=invoice.balance - amount + freed, freed=freed)
    return note, freed
