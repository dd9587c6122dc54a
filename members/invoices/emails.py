"""Mails about invoices, and about what is credited of them."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from members.invoices.links import link_of
from members.invoices.payers import who_gets_invoices, who_is_invited
from members.models import CreditNote, Invoice
from outbox.actions import queue_email
from people.association import association
from people.models import Invitation, Provider, User
from people.templatetags.people import day, pounds


def queue_invoice_emails(invoice: Invoice) -> None:
    """Tell a provider's people of a new invoice, and who is invited, in the transaction that makes it."""
    subject = f"Invoice {invoice.number} of {association().name}"
    _queue("invoice", invoice.pk, invoice, subject, _text(invoice))


def queue_credit_emails(note: CreditNote, still_owed: Decimal, freed: Decimal) -> None:
    """Tell the same people what was credited, what is owed now, and what they paid of it that is free: they hold the
    invoice as it was sent.
    """
    invoice = note.invoice
    subject = f"Credit note {note} for invoice {invoice} of {association().name}"
    _queue("credit-note", note.pk, invoice, subject, _credited(note, still_owed, freed))


def _queue(kind: str, pk: int, invoice: Invoice, subject: str, text: str) -> None:
    """With a link of each to the invoice, which nobody has to sign in for."""
    write_to_payers(kind, pk, invoice.provider, subject, text, partial(link_of, invoice))


def write_to_payers(
    kind: str, pk: int, provider: Provider, subject: str, text: str, link: Callable[[User | Invitation], str]
) -> None:
    """Write to who gets a provider's invoices and to who is invited: the text, and below it the link for each."""
    for role in who_gets_invoices(provider):
        key, below = f"{kind}:{pk}:{role.user_id}", link(role.user)
        queue_email(key=key, user=role.user, subject=subject, text=f"{text}\n{below}")
    for invitation in who_is_invited(provider):
        key, below = f"{kind}-invited:{pk}:{invitation.pk}", link(invitation)
        queue_email(key=key, email=invitation.email, subject=subject, text=f"{text}\n{below}")


def becomes_credit(freed: Decimal) -> str:
    """What becomes of money that was paid of an invoice and is credited."""
    becomes = "becomes credit of the provider, which can be paid back or used for another invoice"
    return f"{pounds(freed)} was paid of it and {becomes}"


def _credited(note: CreditNote, still_owed: Decimal, freed: Decimal) -> str:
    invoice = note.invoice
    owed = f"{pounds(still_owed)} of it is owed by {day(invoice.due_on)}" if still_owed else "Nothing of it is owed now"
    paid = f" {becomes_credit(freed)}." if freed else ""
    return (
        f"{association().name} credits {pounds(note.amount)} of invoice {invoice.number} of {invoice.billed_to} by "
        f"credit note {note}: {note.reason}\n\n{owed}.{paid}\n\nThe invoice with its credit note stands here, to be "
        "read and downloaded. Nobody has to sign in:"
    )


def _text(invoice: Invoice) -> str:
    return (
        f"{association().name} sends {invoice.billed_to} invoice {invoice.number} over {pounds(invoice.amount)}, "
        f"to be paid by {day(invoice.due_on)}.\n\n"
        "It stands here, to be read, downloaded, and given your purchase order number. Nobody has to sign in, so "
        "you can pass this on to whoever pays:"
    )
