"""Invoices, credit notes, payments and refunds of some days, as bookkeeping programs are given them."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from members.exports.programs import InvoiceRow, Money
from members.models import CreditNote, Invoice, Payment, Refund
from members.models.invoice import PENNY


def lines_between(invoices, first: date, last: date) -> list[InvoiceRow]:
    """Each line of the invoices that were sent, and each credit note. Three queries."""
    days = {"sent_on__range": (first, last)}
    found = invoices.filter(**days).select_related("provider").prefetch_related("lines").order_by("sent_on", "pk")
    notes = CreditNote.objects.filter(**days, invoice__in=invoices).select_related("invoice__provider")
    credited = notes.prefetch_related("invoice__lines").order_by("sent_on", "pk")
    return [*(row for invoice in found for row in _of(invoice)), *(_credit(note) for note in credited)]


def money_between(payments, first: date, last: date) -> list[Money]:
    """Each payment that arrived, with the invoices it went to, and each refund. Four queries."""
    found = payments.in_force().filter(received_on__range=(first, last)).select_related("provider")
    found = found.prefetch_related("allocations__invoice").order_by("received_on", "pk")
    refunds = Refund.objects.in_force().filter(payment__in=payments, paid_on__range=(first, last))
    paid_back = refunds.select_related("payment__provider").order_by("paid_on", "pk")
    return sorted([*map(_money, found), *map(_refund, paid_back)], key=lambda each: each.day)


def _of(invoice: Invoice) -> Iterator[InvoiceRow]:
    for line in invoice.lines.all():
        yield InvoiceRow(
            **_about(invoice),
            number=invoice.number,
            sent_on=invoice.sent_on,
            due_on=invoice.due_on,
            reference=invoice.purchase_order,
            description=line.description,
            net=line.net,
            vat=line.vat,
            rate=line.vat_rate,
        )


def _credit(note: CreditNote) -> InvoiceRow:
    """A credit note is of an amount with VAT: its VAT is the share that the invoice has."""
    vat = sum((line.vat for line in note.invoice.lines.all()), Decimal(0))
    share = (note.amount * vat / note.invoice.amount).quantize(PENNY, ROUND_HALF_UP) if note.invoice.amount else vat
    return InvoiceRow(
        **_about(note.invoice),
        number=note.number,
        sent_on=note.sent_on,
        due_on=note.sent_on,
        reference=note.invoice.number,
        description=f"Credit of {note.invoice.number}: {note.reason}",
        net=note.amount - share,
        vat=share,
        rate=max((line.vat_rate for line in note.invoice.lines.all()), default=Decimal(0)),
        is_credit=True,
    )


def _money(payment: Payment) -> Money:
    numbers = [each.invoice.number for each in payment.allocations.all() if each.undone_at is None]
    return Money(
        customer=payment.provider.legal_name,
        customer_code=code_of(payment.provider_id),
        day=payment.received_on,
        amount=payment.amount,
        reference=payment.reference,
        invoices=" ".join(numbers),
    )


def _refund(refund: Refund) -> Money:
    payment = refund.payment
    return Money(
        customer=payment.provider.legal_name,
        customer_code=code_of(payment.provider_id),
        day=refund.paid_on,
        amount=refund.amount,
        reference=refund.reference,
        invoices="",
        is_refund=True,
    )


def _about(invoice: Invoice) -> dict:
    return {"customer": invoice.billed_to or invoice.provider.legal_name, "customer_code": code_of(invoice.provider_id)}


def code_of(provider: int) -> str:
    """The reference of a customer account: Sage takes eight signs, and it must not change with a name."""
    return f"M{provider:05}"
