"""What is done with money that arrived: noted, matched to invoices, a wrong match undone."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.balances import unpaid, with_balance, with_left
from members.models import Allocation, Invoice, Payment, StatementLine
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import pounds


def lock_money(provider_id: int) -> None:
    """Wait for whoever moves money of a provider; for use within a transaction.

    Triggers lock payments and invoices as they come, and two who take them in another order would wait for each other.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=provider_id)


@transaction.atomic
def note_payment(
    *, provider: Provider, amount: Decimal, received_on: date, method: str, reference: str, by: User
) -> Payment:
    """Keep that money arrived. Raises PermissionDenied, and ValidationError for a day to come."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": "That day is still to come. Write the day on which the money arrived."})
    return Payment.objects.create(
        provider=provider, amount=amount, received_on=received_on, method=method, reference=reference, by=by
    )


@transaction.atomic
def match(*, payment: Payment, invoice: Invoice, amount: Decimal, by: User) -> Allocation:
    """Say how much of a payment was for an invoice.

    Raises PermissionDenied, and ValidationError for more than is left of the one or owed of the other, or for an
    invoice of another provider. Two who match at once wait for each other.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    # Locked first and read then: what a statement that waited adds up is from before it waited.
    lock_money(payment.provider_id)
    Payment.objects.select_for_update().get(pk=payment.pk)
    Invoice.objects.select_for_update().get(pk=invoice.pk)
    payment = with_left(Payment.objects.all()).get(pk=payment.pk)
    invoice = with_balance(Invoice.objects.all()).get(pk=invoice.pk)
    if wrong := _wrong(payment, invoice, amount):
        raise ValidationError({"amount": wrong})
    return Allocation.objects.create(payment=payment, invoice=invoice, amount=amount, by=by)


def _wrong(payment: Payment, invoice: Invoice, amount: Decimal) -> str:
    if payment.provider_id != invoice.provider_id:
        return f"{invoice} is another provider’s. Note the payment for that one."
    if amount > payment.left:
        return f"{pounds(payment.left)} is left of this payment. Match no more than that."
    if amount > invoice.balance:
        return f"Of {invoice} {pounds(invoice.balance)} is still owed. Match no more: the rest stays as credit."
    return ""


@transaction.atomic
def match_to(*, payment: Payment, invoice: Invoice, by: User) -> Allocation:
    """Match what is left of a payment to one invoice, as far as it is owed. Raises as `match`, and where nothing is."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(payment.provider_id)
    left = with_left(Payment.objects.all()).get(pk=payment.pk).left
    balance = with_balance(Invoice.objects.all()).get(pk=invoice.pk).balance
    if not min(left, balance):
        raise ValidationError(f"Nothing is left of this payment, or nothing of {invoice} is owed. Look at both again.")
    return match(payment=payment, invoice=invoice, amount=min(left, balance), by=by)


@transaction.atomic
def match_oldest(*, payment: Payment, by: User, first: Invoice | None = None) -> list[Allocation]:
    """Match a payment to what its provider owes: to one invoice first if it is named, then the oldest first.

    What is left is the provider's credit. Raises PermissionDenied.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(payment.provider_id)
    owed = list(unpaid(Invoice.objects.filter(provider=payment.provider)).order_by("due_on", "pk"))
    owed.sort(key=lambda invoice: first is None or invoice.pk != first.pk)
    left, made = with_left(Payment.objects.all()).get(pk=payment.pk).left, []
    for invoice in owed:
        amount = min(left, invoice.balance)
        if amount > 0:
            made.append(match(payment=payment, invoice=invoice, amount=amount, by=by))
            left -= amount
    return made


@transaction.atomic
def undo_match(*, allocation: Allocation, reason: str, by: User) -> Allocation:
    """Undo a wrong match, which stays to be read. Raises PermissionDenied, and ValidationError for one undone."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(allocation.invoice.provider_id)
    allocation = Allocation.objects.select_for_update(of=("self",)).get(pk=allocation.pk)
    if allocation.undone_at:
        raise ValidationError("This match was undone already.")
    allocation.undone_at, allocation.undone_by, allocation.why_undone = timezone.now(), by, reason
    with audit_reason(reason):
        allocation.save(update_fields=["undone_at", "undone_by", "why_undone"])
    return allocation


@transaction.atomic
def free(*, invoice: Invoice, amount: Decimal, reason: str, by: User) -> None:
    """Undo the newest matches of an invoice until so much of what was paid of it is free.

    What the invoice keeps of the last one is matched again: an allocation is never changed. Raises PermissionDenied.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    for allocation in invoice.allocations.filter(undone_at=None).order_by("-pk"):
        if amount <= 0:
            return
        undo_match(allocation=allocation, reason=reason, by=by)
        if (rest := allocation.amount - amount) > 0:
            Allocation.objects.create(payment=allocation.payment, invoice=invoice, amount=rest, by=by)
        amount -= allocation.amount


@transaction.atomic
def take_back(*, payment: Payment, reason: str, by: User) -> Payment:
    """Take back a payment that was noted by mistake: its matches are undone, and its line of a statement waits again.

    Raises PermissionDenied, and ValidationError for one that was taken back, or of which something was paid back.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lock_money(payment.provider_id)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.taken_back_at:
        raise ValidationError("This payment was taken back already.")
    if payment.refunds.in_force().exists():
        raise ValidationError("Something of it was paid back. Take the refund back first, on the page of the payment.")
    for allocation in payment.allocations.filter(undone_at=None):
        undo_match(allocation=allocation, reason=reason, by=by)
    payment.taken_back_at, payment.taken_back_by, payment.why_taken_back = timezone.now(), by, reason
    with audit_reason(reason):
        payment.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
        for line in StatementLine.objects.filter(payment=payment):
            line.payment = None
            line.save(update_fields=["payment"])
    return payment


@transaction.atomic
def pay(*, invoice: Invoice, by: User, **facts) -> Payment:
    """Keep a payment for an invoice and match it to that one first. Facts and refusals are those of `note_payment`."""
    payment = note_payment(provider=invoice.provider, by=by, **facts)
    match_oldest(payment=payment, by=by, first=invoice)
    return payment
