"""What came of a line of a statement that was noted as a payment, in words for whoever noted it."""

from django.urls import reverse
from django.utils.html import format_html

from members.balances import with_balance, with_left
from members.models import Invoice, Payment
from people.templatetags.people import pounds


def noted(payment: Payment, invoice: Invoice) -> str:
    """What stays owed of the invoice it was for, what others took of it, what is left; and the way to the payment."""
    balance = with_balance(Invoice.objects.all()).get(pk=invoice.pk).balance
    left = with_left(Payment.objects.all()).get(pk=payment.pk).left
    sentences = [
        f"Noted as a payment of {payment.provider}.",
        f"{pounds(balance)} of {invoice} stays owed." if balance else f"{invoice} is paid.",
        *_to_others(payment, invoice),
        *([f"{pounds(left)} is left over: it stays as credit."] if left else []),
    ]
    address = reverse("members:payment_detail", args=[payment.pk])
    return format_html('{} <a href="{}">See the payment</a>', " ".join(sentences), address)


def _to_others(payment: Payment, invoice: Invoice) -> list[str]:
    rows = payment.allocations.exclude(invoice=invoice).select_related("invoice").order_by("pk")
    return [f"{pounds(row.amount)} of it went to {row.invoice}." for row in rows]
