"""Whether a mail about duties is still true: see `people.outbox_checks`."""

from django.utils import timezone

from duties.actions.reminders import items_for
from outbox.models import OutboxMessage


def duties_due(message: OutboxMessage) -> str:
    """Of duties that are all done by now, or to someone who sees no homes any more."""
    items = items_for(message.user, timezone.localdate())
    return "" if any(item.due_status.falls_due for item in items) else "Nothing falls due any more."
