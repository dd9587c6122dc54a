"""Mails about money that was paid back, to who gets the provider's invoices."""

from members.invoices.emails import write_to_payers
from members.models import Refund
from people.association import association
from people.links import link_to
from people.templatetags.people import day, pounds


def say_refunded(refund: Refund) -> None:
    """When it was paid back, how, and of which payment."""
    payment, ours = refund.payment, association().name
    how = refund.get_method_display().lower()
    named = f", with the reference {refund.reference}" if refund.reference else ""
    text = (
        f"On {day(refund.paid_on)} {ours} paid {pounds(refund.amount)} back to {payment.provider}: {how}{named}. It is "
        f"of the payment of {pounds(payment.amount)} that arrived on {day(payment.received_on)}."
    )
    _write("refund", refund, f"{ours} paid {pounds(refund.amount)} back", text)


def say_taken_back(refund: Refund) -> None:
    """That nothing was paid back, and why it was said."""
    ours = association().name
    text = (
        f"We wrote that {ours} paid {pounds(refund.amount)} back to {refund.payment.provider} on "
        f"{day(refund.paid_on)}. That was a mistake: {refund.why_taken_back}\n\n"
        "The money is credit of the provider again."
    )
    _write("refund-back", refund, f"{ours} did not pay {pounds(refund.amount)} back", text)


def _write(kind: str, refund: Refund, subject: str, text: str) -> None:
    page = link_to("members:membership_own")
    words = f"{text}\n\nIt stands beside the invoices, for whoever signs in:"
    write_to_payers(kind, refund.pk, refund.payment.provider, subject, words, lambda _: page)
