"""What the desk does: shows members a draft of our answer, another one in its place, or none."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from people.owners import write_to_owners
from policy.consent.own_words import check_own_words
from policy.consultations.actions import locked
from policy.evidence import emails
from policy.models import Agreement, Consultation, Question, ShownDraft

NOT_PUT = "This question is not put to members now, so there is nobody to show a draft to."
NOT_OPEN = "Members cannot answer this consultation now, so there is nobody to show a draft to."


@transaction.atomic
def show(*, question: Question, by: User, text: str) -> ShownDraft:
    """Show members a draft of our answer, in place of the one that they are shown; the same words change nothing.

    Who agreed with the former one goes on agreeing with that one: their owners are written to. Raises PermissionDenied,
    and ValidationError when members cannot answer the question now, and for eight words of one's answer.
    """
    check(by, Permission.POLICY_WRITE)
    locked(question.consultation)
    if why := not_shown(question):
        raise ValidationError(why)
    former = question.shown_drafts.current().first()
    if former and former.text == text:
        return former
    check_own_words({"text": text})
    if former:
        _end(former, by)
    last = question.shown_drafts.aggregate(last=Max("number"))["last"] or 0
    draft = ShownDraft.objects.create(question=question, number=last + 1, text=text, shown_by=by)
    if former:
        _tell(former, draft)
    return draft


@transaction.atomic
def show_no_longer(*, draft: ShownDraft, by: User) -> None:
    """Show members no draft of this answer. Who agreed with it goes on agreeing with it. Raises PermissionDenied."""
    check(by, Permission.POLICY_WRITE)
    locked(draft.question.consultation)
    draft = ShownDraft.objects.get(pk=draft.pk)
    if draft.ended_at is None:
        _end(draft, by)


def not_shown(question: Question) -> str:
    """Why members are shown no draft of our answer to a question now, in a sentence; or nothing. Two queries."""
    if not Question.objects.in_call().filter(pk=question.pk).exists():
        return NOT_PUT
    return "" if Consultation.objects.calling().filter(pk=question.consultation_id).exists() else NOT_OPEN


def _end(draft: ShownDraft, by: User) -> None:
    draft.ended_at, draft.ended_by = timezone.now(), by
    draft.save(update_fields=["ended_at", "ended_by"])


def _tell(former: ShownDraft, draft: ShownDraft) -> None:
    agreed = Agreement.objects.filter(draft=former).order_by("pk")
    for agreement in agreed.select_related("submission__provider", "submission__consultation"):
        submission = agreement.submission
        cause = f"draft-changed:{submission.pk}:{draft.pk}"
        write_to_owners(submission.provider, cause=cause, **emails.draft_changed(submission, former))
