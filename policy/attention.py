"""What waits for someone: for first screens and lists. Each function asks the database once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.membership import with_full_access
from people.access import Permission, providers_with
from people.models import Provider, Role, User
from policy.models import Consultation, Document, Submission


class AnswerProgress(StrEnum):
    """How far a provider is with its answers."""

    NEW = "new"
    STARTED = "started"
    ASKED = "asked"  # a colleague wrote it, and it waits for an owner
    SENT = "sent"


@dataclass(frozen=True)
class Call:
    """A consultation that a provider can answer now."""

    consultation: Consultation
    provider: Provider
    progress: AnswerProgress


def open_for(user: User, members: Iterable[Provider]) -> list[Call]:
    """What the user can answer now, once for each of `members` that they answer for, our nearest deadline first.

    `members` are the user's own providers that are members today: see `members.membership.own_members`.
    """
    own = {provider.pk: provider for provider in members}
    ids = sorted(own.keys() & set(providers_with(user, Permission.EVIDENCE_GIVE)))
    if not ids:
        return []
    consultations = Consultation.objects.visible_to(user).calling().with_phase().order_by("internal_deadline", "pk")
    consultations = consultations.annotate(
        started_by=_providers(ids, submissions__version__gt=0),
        asked_by=_providers(ids, submissions__asked_at__isnull=False),
        sent_by=_providers(ids, submissions__submitted_at__isnull=False),
    )
    return [Call(one, own[pk], _progress(one, pk)) for one in consultations for pk in ids]


def to_send(user: User) -> QuerySet[Submission]:
    """What colleagues wrote and the user is asked to send."""
    return Submission.objects.to_send(user).select_related("consultation", "provider", "asked_by")


def deadlines(user: User) -> QuerySet[Consultation]:
    """Consultations that have not closed, our nearest deadline first, with `phase`, `asked` and `sent`."""
    return Consultation.objects.visible_to(user).closing().with_phase().with_progress()


def late(user: User) -> QuerySet[Consultation]:
    """Consultations of which a day of ours has passed, the longest ago first, with `owned_by` and `late_days`."""
    return Consultation.objects.for_desk(user).late().with_owner()


def outcomes_overdue(user: User) -> QuerySet[Consultation]:
    """Consultations whose outcome is to be chased, the longest wait first, with `phase`."""
    return Consultation.objects.visible_to(user).outcome_overdue().with_phase()


def new_documents(user: User) -> QuerySet[Document]:
    """Papers that nobody has sorted yet, the newest first."""
    return Document.objects.visible_to(user).new().select_related("body")


def shared_papers(user: User) -> QuerySet[Document]:
    """Papers under embargo that the user is named as a reader of, the next to be published first."""
    return Document.objects.shared_with(user).select_related("body")


def not_answered(consultation: Consultation) -> QuerySet[Provider]:
    """Members with someone who may send answers for them today, and none sent."""
    people = Role.objects.current().allowing(Permission.EVIDENCE_SEND).filter(provider=OuterRef("pk"))
    sent = consultation.submissions.sent().filter(provider=OuterRef("pk"))
    return with_full_access(Provider.objects.filter(Exists(people), ~Exists(sent)))


def _providers(ids: list[int], **conditions) -> ArrayAgg:
    """Which of the providers have a submission like that."""
    matching = Q(submissions__provider__in=ids, **conditions)
    return ArrayAgg("submissions__provider", filter=matching, default=[])


def _progress(consultation: Consultation, provider_id: int) -> AnswerProgress:
    if provider_id in consultation.sent_by:
        return AnswerProgress.SENT
    if provider_id in consultation.asked_by:
        return AnswerProgress.ASKED
    return AnswerProgress.STARTED if provider_id in consultation.started_by else AnswerProgress.NEW
