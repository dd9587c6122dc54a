"""Mails about invoices."""

from members.invoices.links import link_of
from members.models import Invoice
from outbox.actions import queue_email
from people.access import Permission
from people.association import association
from people.models import Role
from people.templatetags.people import day, pounds


def who_gets_invoices(provider):
    """The current roles of those who see a provider's invoices, each with its user: one mail a person."""
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_OWN).filter(provider=provider)
    return list({role.user_id: role for role in roles.select_related("user")}.values())


def queue_invoice_emails(invoice: Invoice) -> None:
    """Tell a provider's people of a new invoice, in the transaction that makes it."""
    ours = association()
    for role in who_gets_invoices(invoice.provider):
        key, subject = f"invoice:{invoice.pk}:{role.user_id}", f"Invoice {invoice.number} of {ours.name}"
        text = (
            f"{ours.name} sends {invoice.billed_to} invoice {invoice.number} over {pounds(invoice.amount)}, "
            f"to be paid by {day(invoice.due_on)}.\n\n"
            "It stands here, to be read, downloaded, and given your purchase order number. Nobody has to sign in, so "
            f"you can pass this on to whoever pays:\n{link_of(invoice, role.user)}"
        )
        queue_email(key=key, user=role.user, subject=subject, text=text)
