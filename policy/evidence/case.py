"""What a member's page about a consultation is about: the consultation, the provider, and its answers so far."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from people.access import Permission, check
from people.models import Provider, User
from policy.evidence.actions import not_taken
from policy.models import Consultation, Question, ShownDraft, Submission
from policy.models.question_rules import Kind


@dataclass(frozen=True)
class Case:
    """A consultation, the provider that answers it, and its answers so far, if any."""

    consultation: Consultation
    provider: Provider
    submission: Submission | None
    not_taken: str  # why no answers are taken now; or nothing

    @property
    def address(self) -> list:
        """What every address of it names."""
        return [self.consultation.reference, self.provider.pk]

    @property
    def questions(self) -> list[Question]:
        """What is put to members, with the headings above it. One query."""
        put = self.consultation.questions.asked().filter(Q(in_call=True) | Q(kind=Kind.SEPARATOR))
        shown: list[Question] = []
        for question in reversed(put.select_related("replaces")):
            if question.is_answered or (shown and shown[-1].is_answered):
                shown.append(question)
        return shown[::-1]

    def drafts(self, user: User) -> dict[int, list[ShownDraft]]:
        """Our draft answers for the provider, by question: what is shown now, and what it agreed with. One query."""
        agreed = Q(pk__in=self.agreed.values())
        shown = agreed if self.not_taken else agreed | Q(ended_at=None)
        found = ShownDraft.objects.visible_to(user).filter(shown, question__consultation=self.consultation)
        by_question = defaultdict(list)
        for draft in found:
            by_question[draft.question_id].append(draft)
        return by_question

    @property
    def agreed(self) -> dict[int, int]:
        """Which of our drafts the provider agrees with, by question."""
        return self.submission.agreed if self.submission else {}

    @property
    def is_sent(self) -> bool:
        return self.submission is not None and self.submission.submitted_at is not None

    @property
    def waits_for_owner(self) -> bool:
        return self.submission is not None and self.submission.asked_at is not None

    @property
    def can_change(self) -> bool:
        return not self.not_taken and not self.is_sent


def case_of(user: User, reference: str, provider_pk: int) -> Case:
    """What a user may see of it. Raises Http404, and PermissionDenied for who does not answer for the provider."""
    consultation = get_object_or_404(Consultation.objects.visible_to(user).with_phase(), reference=reference)
    provider = get_object_or_404(Provider.objects.visible_to(user), pk=provider_pk)
    check(user, Permission.EVIDENCE_GIVE, provider)
    own = Submission.objects.own(user).select_related("consultation", "provider", "submitted_by", "asked_by")
    submission = (
        own.filter(consultation=consultation, provider=provider)
        .prefetch_related("answers__question", "agreements")
        .first()
    )
    return Case(consultation, provider, submission, not_taken(consultation, provider))


def begun_case(user: User, reference: str, provider_pk: int) -> Case:
    """Like `case_of`, but 404 before the first answer is saved."""
    case = case_of(user, reference, provider_pk)
    if case.submission is None:
        raise Http404
    return case
