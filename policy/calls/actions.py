"""Members are called by mail to give evidence: at once by a worker, and in parts that are done again after a crash."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jobs.retry import Outcome, for_each
from jobs.task_queue import enqueue_after_commit
from outbox.actions import queue_email
from people.access import Permission, check
from people.models import User
from policy.calls.emails import called
from policy.calls.receivers import key_of, receivers_of
from policy.consultations.actions import locked
from policy.models import Consultation, EvidenceCall

JOB = "send-evidence-calls"
CLOSED = "Members cannot answer now, so nobody is called."
ON_ITS_WAY = "The last call is still being written. Wait a minute, then call again."
NOBODY = "Nobody is left to call: those who are meant have answered, or were written to in the last three days."


@transaction.atomic
def call(*, consultation: Consultation, members: str, to: str, words: str, by: User) -> EvidenceCall:
    """Call people of members that have not answered: those that a chase list narrowed by `members` shows.

    Raises ValidationError where members cannot answer now, where an earlier call is not written yet, and where nobody
    is left to call.
    """
    check(by, Permission.POLICY_WRITE)
    consultation = locked(consultation)
    if not is_calling(consultation):
        raise ValidationError(CLOSED)
    if consultation.evidence_calls.waiting().exists():
        raise ValidationError(ON_ITS_WAY)
    made = EvidenceCall(consultation=consultation, members=members, to=to, words=words, by=by)
    if not receivers_of(made):
        raise ValidationError(NOBODY)
    made.save()
    enqueue_after_commit("policy.tasks.send_evidence_calls")
    return made


def send_calls() -> Outcome:
    """Write the mails of all calls that wait; the outcome counts mails."""
    return for_each(JOB, EvidenceCall.objects.waiting().select_related("consultation__body", "by"), _send)


@transaction.atomic
def _send(waiting: EvidenceCall) -> int:
    """Who answered since the call gets none, nor anybody if members can answer no longer."""
    receivers = receivers_of(waiting) if is_calling(waiting.consultation) else {}
    for user, providers in receivers.items():
        queue_email(key=key_of(waiting, user), user=user, **called(waiting, providers))
    waiting.queued_at, waiting.mails = timezone.now(), len(receivers)
    waiting.save(update_fields=["queued_at", "mails"])
    return waiting.mails


def is_calling(consultation: Consultation) -> bool:
    """Whether members can answer it now."""
    return Consultation.objects.calling().filter(pk=consultation.pk).exists()
