"""Whether a mail about a membership is still true: see `people.outbox_checks`."""

from django.utils import timezone

from members.actions import terms_to_remind
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
