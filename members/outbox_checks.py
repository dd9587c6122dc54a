"""Whether a mail about a membership is still true: see `people.outbox_checks`."""

from django.utils import timezone

from members.balances import unpaid
from members.invoices.emails import who_gets_invoices
from members.models import Application, Invoice
from members.terms.reminders import terms_to_remind
from outbox.models import OutboxMessage
from people.models import Role
from people.outbox_checks import NOT_OWNER, numbers


def renewal_reminder(message: OutboxMessage) -> str:
    """Of a term that was renewed or resigned, or is over; and to an owner who no longer is one."""
    term, owner = numbers(message)
    found = terms_to_remind(timezone.localdate()).filter(pk=term).first()
    if found is None:
        return "The membership was renewed, or has ended."
    owners = Role.objects.owners().filter(user=owner, provider=found.provider_id)
    return "" if owners.exists() else NOT_OWNER


def invoice(message: OutboxMessage) -> str:
    """Of an invoice of which nothing is owed any more, and to who does not see it any more."""
    key, user = numbers(message)
    found = unpaid(Invoice.objects.filter(pk=key)).select_related("provider").first()
    if found is None:
        return "The invoice was paid or credited."
    seers = {role.user_id for role in who_gets_invoices(found.provider)}
    return "" if user in seers else "The person does not see the provider’s invoices any more."


def application_link(message: OutboxMessage) -> str:
    """Of an application that was deleted or decided."""
    found = Application.objects.filter(pk=numbers(message)[0], decided_on=None)
    return "" if found.exists() else "The application is deleted or decided."


def application_asked(message: OutboxMessage) -> str:
    """Of an application that waits for no answer any more."""
    found = Application.objects.filter(pk=numbers(message)[0], asked_at__isnull=False)
    return "" if found.exists() else "It was answered, decided or taken back."
