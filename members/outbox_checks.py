"""Whether a mail about a membership is still true: see `people.outbox_checks`."""

from django.utils import timezone

from members.balances import unpaid
from members.invoices.payers import who_gets_invoices, who_is_invited
from members.leaving.coming import to_bill
from members.models import (
    Application,
    DirectoryCheck,
    DirectoryEntry,
    HeldReminder,
    Invoice,
    Leaving,
    Payment,
    Refund,
    ReminderRule,
)
from members.reminders.owed import is_wanted
from outbox.models import OutboxMessage
from people.models import Invitation, Role
from people.outbox_checks import TAKEN_BACK, numbers

SETTLED = "The invoice was paid or credited."
NO_ROLE = "The person has no role any more that gets it."


def renewal_reminder(message: OutboxMessage) -> str:
    """Of a term that was renewed or resigned, or is over; held; and to who has no such role any more."""
    return _by_rule(message, "The membership was renewed, or has ended.")


def invoice_reminder(message: OutboxMessage) -> str:
    """Of an invoice that is settled, or whose term never begins; held; and to who has no such role any more."""
    return _by_rule(message, f"{SETTLED[:-1]}, or its term never begins.")


def _by_rule(message: OutboxMessage, over: str) -> str:
    about, user, rule = numbers(message)
    found = ReminderRule.objects.on().filter(pk=rule).first()
    if found is None or HeldReminder.objects.filter(key=message.key).exists():
        return "A person holds it, or switched its rule off."
    row = is_wanted(found, about, timezone.localdate())
    if row is None:
        return over
    roles = Role.objects.current().filter(user=user, provider=row.provider_id, name__in=found.roles)
    return "" if roles.exists() else NO_ROLE


def invoice(message: OutboxMessage) -> str:
    """Of an invoice of which nothing is owed any more, and to who does not see it any more."""
    key, user = numbers(message)
    if (found := _unpaid(key)) is None:
        return SETTLED
    return _for_who_sees(found, user)


def invoice_invited(message: OutboxMessage) -> str:
    """The same, to who is invited and not here yet."""
    key, invitation = numbers(message)
    if (found := _unpaid(key)) is None:
        return SETTLED
    return _for_who_is_invited(found, invitation)


def credit_note(message: OutboxMessage) -> str:
    """Of a credit note, to who does not see the invoice any more: what was credited stays so."""
    note, user = numbers(message)
    return _for_who_sees(Invoice.objects.get(credit_notes=note), user)


def credit_note_invited(message: OutboxMessage) -> str:
    """The same, to who is invited and not here yet."""
    note, invitation = numbers(message)
    return _for_who_is_invited(Invoice.objects.get(credit_notes=note), invitation)


def refund(message: OutboxMessage) -> str:
    """Of a refund that was taken back, and to who does not see the provider's invoices any more."""
    key, user = numbers(message)
    found = Refund.objects.select_related("payment__provider").get(pk=key)
    return TAKEN_BACK if found.taken_back_at else _for_who_sees(found.payment, user)


def refund_invited(message: OutboxMessage) -> str:
    """The same, to who is invited and not here yet."""
    key, invitation = numbers(message)
    found = Refund.objects.select_related("payment__provider").get(pk=key)
    return TAKEN_BACK if found.taken_back_at else _for_who_is_invited(found.payment, invitation)


def refund_back(message: OutboxMessage) -> str:
    """That a refund was a mistake, to who does not see the provider's invoices any more."""
    key, user = numbers(message)
    return _for_who_sees(Payment.objects.get(refunds=key), user)


def refund_back_invited(message: OutboxMessage) -> str:
    """The same, to who is invited and not here yet."""
    key, invitation = numbers(message)
    return _for_who_is_invited(Payment.objects.get(refunds=key), invitation)


def _for_who_sees(money: Invoice | Payment, user: int) -> str:
    seers = {role.user_id for role in who_gets_invoices(money.provider)}
    return "" if user in seers else "The person does not see the provider’s invoices any more."


def _for_who_is_invited(money: Invoice | Payment, invitation: int) -> str:
    invited = who_is_invited(money.provider).filter(pk=invitation).exists()
    accepted = Invitation.objects.filter(pk=invitation, accepted_at__isnull=False).exists()
    return "" if invited or accepted else "The invitation was withdrawn, declined, or is too old."


def leaving(message: OutboxMessage) -> str:
    """Of a membership that ends, once that was taken back."""
    stands = Leaving.objects.in_force().filter(pk=numbers(message)[0])
    return "" if stands.exists() else TAKEN_BACK


def member_stays(message: OutboxMessage) -> str:
    """That a new invoice is to be sent to who stays, once it was."""
    found = Leaving.objects.filter(pk=numbers(message)[0]).first()
    return "" if found and to_bill(found) else "A new invoice was sent, or it leaves."


def _unpaid(pk: int) -> Invoice | None:
    return unpaid(Invoice.objects.filter(pk=pk)).select_related("provider").first()


def application_link(message: OutboxMessage) -> str:
    """Of an application that was deleted or decided."""
    found = Application.objects.filter(pk=numbers(message)[0], decided_on=None)
    return "" if found.exists() else "The application is deleted or decided."


def application_asked(message: OutboxMessage) -> str:
    """Of an application that waits for no answer any more."""
    found = Application.objects.filter(pk=numbers(message)[0], asked_at__isnull=False)
    return "" if found.exists() else "It was answered, decided or taken back."


def application_refused(message: OutboxMessage) -> str:
    """Of an application that was opened again since."""
    found = Application.objects.filter(pk=numbers(message)[0], accepted=False)
    return "" if found.exists() else "The application was opened again, or is deleted."


def application_reopened(message: OutboxMessage) -> str:
    """Of an application that was decided again since."""
    found = Application.objects.filter(pk=numbers(message)[0], decided_on=None)
    return "" if found.exists() else "The application was decided, or is deleted."


def directory_held(message: OutboxMessage) -> str:
    """Of an entry that was changed since, so that it is shown."""
    found = DirectoryCheck.objects.filter(provider=numbers(message)[0], is_clear=True)
    return "The entry was changed, and is shown again." if found.exists() else ""


def directory_out(message: OutboxMessage) -> str:
    """Of an entry that was put back since."""
    found = DirectoryEntry.objects.taken_out().filter(provider=numbers(message)[0])
    return "" if found.exists() else "The entry was put back."


def directory_back(message: OutboxMessage) -> str:
    """Of an entry that was taken out again since."""
    found = DirectoryEntry.objects.taken_out().filter(provider=numbers(message)[0])
    return "The entry was taken out again." if found.exists() else ""
