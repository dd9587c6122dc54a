"""Sending the notices that are owed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from people.models import Notice

MOST_ATTEMPTS = 8


def send_notices(limit: int = 200) -> int:
    """Send the notices that are owed, oldest first; gives how many went out.

    Each is claimed by locking its row, so two sweeps never send the same one; a mail that fails is tried again by
    the next sweep, at most eight times.
    """
    sent = 0
    for pk in Notice.objects.unsent().order_by("pk").values_list("pk", flat=True)[:limit]:
        sent += _send(pk)
    return sent


@transaction.atomic
def _send(pk: int) -> bool:
    notice = (
        Notice.objects.unsent()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("user")
        .filter(pk=pk)
        .first()
    )
    if notice is None:
        return False
    notice.attempts += 1
    try:
        _message(notice).send()
        notice.sent_at = timezone.now()
    except OSError:  # smtplib's errors are OSErrors too
        notice.failed_at = timezone.now() if notice.attempts >= MOST_ATTEMPTS else None
    notice.save()
    return notice.sent_at is not None


def _message(notice: Notice) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated"}  # RFC 3834: no out-of-office replies to a machine
    return EmailMessage(notice.subject, notice.text, settings.DEFAULT_FROM_EMAIL, [notice.address], headers=headers)
