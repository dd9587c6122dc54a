"""Whether a mail about answers is still true, and still for whom it was written: see `people.outbox_checks`."""

from django.db.models import QuerySet

from outbox.models import OutboxMessage
from people.access import Permission, can, providers_with
from people.models import User
from people.outbox_checks import numbers
from policy.attention import not_answered
from policy.calls.actions import is_calling
from policy.cycle.reminding import reminders_of, to_remind
from policy.models import Consultation, EvidenceCall, Question, ShownDraft, Submission


def answers_asked(message: OutboxMessage) -> str:
    """Of answers that wait no longer, or to somebody who sends none for that provider any more."""
    submission = Submission.objects.to_send(message.user).filter(pk=numbers(message)[0]).first()
    return "" if submission else "These answers do not wait for them any more."


def question_corrected(message: OutboxMessage) -> str:
    """Of a question that was answered anew or is asked no more, and to somebody who sends none any more."""
    submission_pk, question_pk, *_ = numbers(message)
    asked = Question.objects.in_call().filter(pk=question_pk).exists()
    theirs = asked and _sends(message.user, _open(submission_pk).exclude(answers__question=question_pk))
    return "" if theirs else "They have answered it anew, or it is asked no longer."


def draft_changed(message: OutboxMessage) -> str:
    """Of a draft that is shown no longer or was agreed with since, and to somebody who sends none any more."""
    submission_pk, draft_pk, *_ = numbers(message)
    shown = ShownDraft.objects.current().filter(pk=draft_pk).exists()
    theirs = shown and _sends(message.user, _open(submission_pk).exclude(agreements__draft=draft_pk))
    return "" if theirs else "They have read it since, or it is shown no longer."


def answers_returned(message: OutboxMessage) -> str:
    """Of answers that were sent or asked for again since, or to somebody who writes none any more."""
    submission = Submission.objects.filter(pk=numbers(message)[0], submitted_at=None, asked_at=None).first()
    theirs = submission and can(message.user, Permission.EVIDENCE_GIVE, submission.provider)
    return "" if theirs else "These answers are not with them any more."


def own_days(message: OutboxMessage) -> str:
    """Of a day that was moved, of work that was done since, and to somebody who does not own it any more."""
    consultation = to_remind().filter(pk=numbers(message)[0]).first()
    keys = [each.key for each in reminders_of(consultation)] if consultation else []
    return "" if message.key in keys else "This does not wait for them any more."


def receipt(message: OutboxMessage) -> str:
    """Of what became of answers, to somebody who answers for that provider no more."""
    submission = Submission.objects.filter(pk=numbers(message)[0]).select_related("provider").first()
    theirs = submission and can(message.user, Permission.EVIDENCE_GIVE, submission.provider)
    return "" if theirs else "They do not answer for this provider any more."


def evidence_called(message: OutboxMessage) -> str:
    """Where members can answer no longer, and to somebody whose members have answered or are theirs no more."""
    call = EvidenceCall.objects.select_related("consultation").get(pk=numbers(message)[1])
    if not is_calling(call.consultation):
        return "Members can answer no longer."
    theirs = not_answered(call.consultation).filter(pk__in=providers_with(message.user, call.permission))
    return "" if theirs.exists() else "They have answered, or answer for this provider no more."


def _open(submission_pk: int) -> QuerySet[Submission]:
    """Answers that can be changed still."""
    return Submission.objects.filter(pk=submission_pk, consultation__in=Consultation.objects.calling())


def _sends(user: User, submissions: QuerySet[Submission]) -> bool:
    """Whether somebody sends these answers, if there are any."""
    submission = submissions.first()
    return submission is not None and can(user, Permission.EVIDENCE_SEND, submission.provider)
