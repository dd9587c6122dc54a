"""What is done with money that was paid back: noted, and taken back where it was noted by mistake."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.balances import with_left
from members.models import Payment, Refund
from members.payments.actions import lock_money
from members.refunds import emails
from people.access import Permission, check
from people.models import User
from people.templatetags.people import day, pounds


@transaction.atomic
def note_refund(*, payment: Payment, amount: Decimal, paid_on: date, method: str, reference: str, by: User) -> Refund:
    """Keep that a part of a payment was paid back, and tell who gets the provider's invoices.

    Raises PermissionDenied, and ValidationError for more than is left of the payment, or a day before it arrived or to
    come.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(payment.provider_id)
    payment = with_left(Payment.objects.select_related("provider")).get(pk=payment.pk)
    if wrong := _wrong(payment, amount, paid_on):
        raise ValidationError(wrong)
    about = {"amount": amount, "paid_on": paid_on, "method": method, "reference": reference}
    refund = Refund.objects.create(payment=payment, by=by, **about)
    emails.say_refunded(refund)
    return refund


def _wrong(payment: Payment, amount: Decimal, paid_on: date) -> dict[str, str]:
    """What is refused, by field."""
    wrong = {}
    if amount > payment.left:
        left = pounds(payment.left) if payment.left else "Nothing"
        wrong["amount"] = f"{left} is left of this payment, so no more can be paid back."
    if paid_on > timezone.localdate():
        wrong["paid_on"] = "That day is still to come. Write the day on which the money was paid back."
    elif paid_on < payment.received_on:
        wrong["paid_on"] = f"The payment arrived on {day(payment.received_on)}. Nothing of it was paid back before."
    return wrong


@transaction.atomic
def take_refund_back(*, refund: Refund, reason: str, by: User) -> Refund:
    """Take back a refund that was noted by mistake: its money is left of the payment again. The same people are told.

    Raises PermissionDenied, and ValidationError for one that was taken back.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(refund.payment.provider_id)
    refund = Refund.objects.select_for_update(of=("self",)).select_related("payment__provider").get(pk=refund.pk)
    if refund.taken_back_at:
        raise ValidationError("This refund was taken back already.")
    refund.taken_back_at, refund.taken_back_by, refund.why_taken_back = timezone.now(), by, reason
    with audit_reason(reason):
        refund.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
    emails.say_taken_back(refund)
    return refund
