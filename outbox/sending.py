"""Sending the mails of the outbox: in order, each on its own, and only those that are still true."""

import time
from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.module_loading import import_string

from cleaning.text import cleaned, one_line
from jobs import retry
from jobs.backoff import probe_after
from jobs.locks import alone
from jobs.models import FailedItem
from jobs.task_queue import enqueue
from outbox.errors import ServerDown, down, meaning
from outbox.models import OutboxMessage

JOB = "send-outbox"
SERVER = "The mail server"
# Seconds after which a sweep rings for the next. With the longest wait for an answer it stays below the task's limit.
BUDGET = 60
BATCH = 500
ACCOUNT_MAILS_KEPT = timedelta(days=30)


def send_outbox() -> retry.Outcome:
    """Send the mails that are due, oldest first, and say how many went out and how many failed.

    One sweep at a time, so the order holds. One mail that fails waits alone (see `jobs.retry`); while the mail server
    is away nothing is counted against any of them.
    """
    outcome = retry.Outcome()
    with alone(JOB) as is_alone:
        more = is_alone and retry.is_due(JOB, SERVER) and _sweep(outcome)
    if more:
        enqueue("outbox.tasks.send_outbox")
    return outcome


def given_up(messages: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
    """Those that were tried for three days, or refused for good, and wait for a person; with `why` in our own words."""
    failed = FailedItem.objects.needing_a_person().filter(job=JOB, item=Cast(OuterRef("pk"), CharField()))
    return messages.unsent().annotate(why=Subquery(failed.values("last_error")[:1])).exclude(why=None)


def _sweep(outcome: retry.Outcome) -> bool:
    """One sweep over one connection; whether there is more to do at once."""
    deadline = time.monotonic() + BUDGET
    retry.forget_settled(JOB, OutboxMessage.objects.unsent())
    waiting = retry.due(JOB, OutboxMessage.objects.unsent()).order_by("pk").values_list("pk", flat=True)[:BATCH]
    mailer, tried = mailers["default"], 0
    try:
        for pk in waiting:
            if time.monotonic() > deadline:
                break
            _try(pk, mailer, outcome)
            tried += 1
    except ServerDown as fault:
        retry.save_failure(JOB, SERVER, fault, probe_after)
        return False
    finally:
        _hang_up(mailer)
    retry.clear(JOB, SERVER)
    return tried == BATCH or tried < len(waiting)


def _try(pk: int, mailer, outcome: retry.Outcome) -> None:
    """Send one mail, unless it is no longer wanted. Raises ServerDown."""
    queued = OutboxMessage.objects.unsent().select_related("user").filter(pk=pk).first()
    if queued is None:  # called off meanwhile
        return
    retry.attempt(JOB, queued, lambda: _send(queued, mailer), outcome, passing=(ServerDown,))


def _send(queued: OutboxMessage, mailer) -> int:
    """Send one mail or drop it, and say how many went out."""
    reason = no_longer_wanted(queued)
    if reason:
        _settle(queued, dropped_at=timezone.now(), dropped_reason=reason)
        return 0
    _hand_over(_message(queued), mailer)
    _settle(queued, sent_at=timezone.now())
    return 1


def _settle(queued: OutboxMessage, **how) -> None:
    OutboxMessage.objects.unsent().filter(pk=queued.pk).update(**how, text=queued.text_once_sent)


def no_longer_wanted(queued: OutboxMessage) -> str:
    """Why a mail must not go out any more, or nothing: asked at the last moment, as it may have waited for days."""
    if queued.user and not queued.user.is_active:
        return "The account is closed."
    check = settings.OUTBOX_CHECKS[queued.kind]
    return import_string(check)(queued) if check else ""


def _hand_over(message: EmailMessage, mailer) -> None:
    """Raises ServerDown, or ItemFailed for a failure of this mail alone."""
    _connect(mailer)
    try:
        mailer.send_messages([message])
    except OSError as fault:  # smtplib's errors are OSErrors too
        failure = meaning(fault)
        _hang_up(mailer)
        _connect(mailer)  # a server that went away in the middle is not this mail's fault
        raise failure from fault


def _connect(mailer) -> None:
    try:
        mailer.open()
    except OSError as fault:
        raise down(fault) from fault


def _hang_up(mailer) -> None:
    with suppress(OSError):
        mailer.close()


def _message(queued: OutboxMessage) -> EmailMessage:
    headers = {
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office replies to a machine
        # The same at each attempt, so that a copy whose answer was lost can be recognised.
        "Message-ID": f"<notice-{queued.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>",
    }
    # Cleaned once more: a line break in the subject of an old row would keep its mail for ever.
    subject, text = one_line(queued.subject), cleaned(queued.text)
    return EmailMessage(subject, text, import_string(settings.OUTBOX_SENDER)(), [queued.address], headers=headers)


def forget_account_mails() -> int:
    """Delete what is kept of account mails of long ago, to strangers among them; gives how many."""
    old = OutboxMessage.objects.with_a_key().filter(created_at__lt=timezone.now() - ACCOUNT_MAILS_KEPT)
    return old.delete()[0]
