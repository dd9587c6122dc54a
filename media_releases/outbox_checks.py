"""Whether a mail about an accreditation is still true: see `people.outbox_checks`."""

from media_releases.models import Accreditation
from outbox.models import OutboxMessage
from people.outbox_checks import numbers

OTHER = "The accreditation has changed since."


def accredited(message: OutboxMessage) -> str:
    """Of an accreditation that ended or was suspended meanwhile."""
    return _unless(message, Accreditation.State.ACCEPTED)


def suspended(message: OutboxMessage) -> str:
    """Of a suspension that was lifted meanwhile."""
    return _unless(message, Accreditation.State.SUSPENDED)


def _unless(message: OutboxMessage, state: str) -> str:
    return "" if Accreditation.objects.filter(pk=numbers(message)[0], state=state).exists() else OTHER
