"""What a provider does with its answers: saved, sent, opened again to change them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.membership import has_full_access
from outbox.actions import queue_email
from people.access import Permission, check
from people.models import Provider, User
from people.owners import write_to_owners
from people.templatetags.people import deadline, opening
from policy.consent.sending import keep_as_sent
from policy.evidence import emails
from policy.models import Agreement, Answer, Consultation, Given, Question, ShownDraft, Submission
from policy.phases import Phase
from publishing.actions.unsaved import forget_unsaved
from publishing.workflow import Window

NOTHING_GIVEN = "There is no answer to send yet. Answer one question at least."
READ_AGAIN = "We changed our draft after you opened this page. Read it as it is now, then say whether you agree."
UNSAVED = "You have typed more since these answers were saved. Go on with it, or throw it away, before they are sent."


class Problem(NamedTuple):
    """What keeps answers from being sent: a sentence, and the field of the form where it is mended."""

    sentence: str
    field: str = ""


class StaleError(Exception):
    """The answers were saved elsewhere after the page that shows them was opened."""

    def __init__(self):
        super().__init__(
            "These answers were saved in another window, or by a colleague, after you opened this page. "
            "Read what is saved now before you go on."
        )


@transaction.atomic
def save(
    *,
    consultation: Consultation,
    provider: Provider,
    by: User,
    given: dict[int, Given],
    agreed: Mapping[int, int | None] = MappingProxyType({}),
    window: Window | None = None,
) -> Submission:
    """Keep a draft of the answers, and which draft of ours is agreed with, both by question id.

    What was kept as it was typed in their `window` is forgotten. Saving the same words again changes nothing. Raises
    PermissionDenied, and ValidationError when answers are not taken now or were sent, and for a draft not shown now.
    """
    check(by, Permission.EVIDENCE_GIVE, provider)
    submission = _begun(_open_to_answers(consultation, provider), provider)
    if submission.submitted_at:
        raise ValidationError("These answers have been sent. Open them again to change them: what you typed is below.")
    if window:
        forget_unsaved(submission.autosaves, by=by, window=window)
    changed, agreements = _changed(submission, given), _changed_agreements(submission, agreed)
    if not changed and not agreements:
        return submission
    _write(submission, changed)
    _write_agreements(submission, agreements)
    submission.asked_at = submission.asked_by = None
    return _moved_on(submission)


def begin(consultation: Consultation, provider: Provider) -> Submission:
    """A provider's answers, begun before or now: from then on each question stays as it is asked. In a transaction.

    Raises ValidationError when they are not begun, and are not taken now.
    """
    rows = Submission.objects.begun().filter(consultation=consultation, provider=provider)
    if found := rows.first():
        return found
    submission = _begun(_open_to_answers(consultation, provider), provider)
    return submission if submission.version else _moved_on(submission)


@transaction.atomic
def send(*, submission: Submission, by: User, seen: int | None) -> Submission:
    """Send the answers to the association. `seen` is the version that the person checked. Sending twice is harmless.

    Raises PermissionDenied, StaleError, and ValidationError when answers are not taken now, when there is none, and
    when one is longer than the consulter takes or does not say how we may use it.
    """
    check(by, Permission.EVIDENCE_SEND, submission.provider)
    submission = _checked(submission, by, seen)
    if submission.submitted_at:
        return submission
    submission.submitted_at, submission.submitted_by = timezone.now(), by
    submission.asked_at = submission.asked_by = None
    keep_as_sent(submission)
    return _moved_on(submission)


@transaction.atomic
def send_many(*, seen: dict[Submission, int], by: User) -> None:
    """Send the answers that colleagues wrote, each at the version that the person checked: all of them, or none.

    Raises PermissionDenied, and ValidationError that names the one that cannot be sent.
    """
    for submission, version in sorted(seen.items(), key=lambda each: each[0].pk):
        try:
            send(submission=submission, by=by, seen=version)
        except (StaleError, ValidationError) as fault:
            sentences = getattr(fault, "messages", None) or [str(fault)]
            raise ValidationError(f"{submission.consultation}: {' '.join(sentences)} Nothing was sent.") from None


@transaction.atomic
def ask_to_send(*, submission: Submission, by: User, seen: int | None) -> Submission:
    """Ask the provider's owners to send the answers, and write to them. Raises as `send` does."""
    check(by, Permission.EVIDENCE_GIVE, submission.provider)
    submission = _checked(submission, by, seen)
    if submission.submitted_at or submission.asked_at:
        return submission
    submission.asked_at, submission.asked_by = timezone.now(), by
    submission = _moved_on(submission)
    cause = f"answers-asked:{submission.pk}:{submission.version}"
    write_to_owners(submission.provider, cause=cause, **emails.asked_to_send(submission))
    return submission


@transaction.atomic
def give_back(*, submission: Submission, by: User, note: str) -> Submission:
    """Let a colleague go on with the answers instead of sending them, and write to them. Raises PermissionDenied."""
    check(by, Permission.EVIDENCE_SEND, submission.provider)
    submission = _locked(submission)
    if submission.asked_at is None:
        return submission
    asked_by, submission.asked_at, submission.asked_by = submission.asked_by, None, None
    submission = _moved_on(submission)
    if asked_by:
        key = f"answers-returned:{submission.pk}:{submission.version}"
        queue_email(key=key, user=asked_by, **emails.given_back(submission, by, note))
    return submission


@transaction.atomic
def reopen(*, submission: Submission, by: User) -> Submission:
    """Make sent answers a draft again, which we do not see. Raises ValidationError when answers are not taken now."""
    check(by, Permission.EVIDENCE_SEND, submission.provider)
    _open_to_answers(submission.consultation, submission.provider)
    submission = _locked(submission)
    if submission.submitted_at is None:
        return submission
    submission.submitted_at = submission.submitted_by = None
    return _moved_on(submission)


def missing(submission: Submission, questions: list[Question]) -> list[Problem]:
    """What keeps the answers from being sent."""
    given = submission.given
    answered = [question for question in questions if given.get(question.pk, Given()).is_given]
    if not answered and not submission.agreed:
        return [Problem(NOTHING_GIVEN)]
    return [each for question in answered for each in _wrong(question, given[question.pk])]


def _wrong(question: Question, given: Given) -> Iterator[Problem]:
    if over := question.over_limit(given.text):
        yield Problem(f"{question.name}: {over} Shorten it before it is sent.", f"id_text_{question.pk}")
    if not given.consent:
        yield Problem(f"{question.name}: say how we may use your answer.", "id_consent_to_all_0")


def _open_to_answers(consultation: Consultation, provider: Provider) -> Consultation:
    """The consultation, locked while answers are written. Raises ValidationError unless it takes a provider's now."""
    locked = Consultation.objects.with_phase().select_for_update(of=("self",)).get(pk=consultation.pk)
    if why := not_taken(locked, provider):
        raise ValidationError(why)
    return locked


def not_taken(consultation: Consultation, provider: Provider) -> str:
    """Why a consultation from `with_phase` takes none of a provider's answers now, in a sentence; or nothing."""
    if consultation.takes_answers:
        return "" if has_full_access(provider) else f"{provider} is no member today, and members give evidence."
    if consultation.phase == Phase.LAPSED:
        return "This consultation has lapsed, so it takes no more answers."
    if consultation.phase == Phase.UPCOMING:
        return f"You can answer from {opening(consultation.opens_at)}."
    ours = deadline(consultation.internal_deadline)
    return f"Our deadline for answers was {ours}. Ring us if you still have something to say."


def _checked(submission: Submission, by: User, seen: int | None) -> Submission:
    """The answers, locked, if they are ready to be sent as they were seen; those that were sent as they are."""
    consultation = _open_to_answers(submission.consultation, submission.provider)
    submission = _locked(submission)
    if submission.submitted_at:
        return submission
    if submission.version != seen:
        raise StaleError
    if submission.autosaves.own(by).exists():
        raise ValidationError(UNSAVED)
    if problems := missing(submission, list(consultation.questions.in_call())):
        raise ValidationError([problem.sentence for problem in problems])
    return submission


def _begun(consultation: Consultation, provider: Provider) -> Submission:
    submission, _ = Submission.objects.get_or_create(consultation=consultation, provider=provider)
    return _locked(submission)


def _locked(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .prefetch_related("answers", "agreements")
        .get(pk=submission.pk)
    )


def _changed(submission: Submission, given: dict[int, Given]) -> dict[int, Given]:
    stored = submission.given
    asked = set(submission.consultation.questions.in_call().values_list("pk", flat=True))
    return {pk: new for pk, new in given.items() if pk in asked and new != stored.get(pk, Given())}


def _changed_agreements(submission: Submission, agreed: Mapping[int, int | None]) -> dict[int, int | None]:
    """Which are new. Raises ValidationError for a draft that is not shown now: one agrees with what one has read."""
    stored = submission.agreed
    changed = {question: draft for question, draft in agreed.items() if draft != stored.get(question)}
    shown = ShownDraft.objects.current().filter(question__consultation=submission.consultation_id)
    now = set(shown.values_list("question_id", "pk")) if any(changed.values()) else set()
    if any(draft and (question, draft) not in now for question, draft in changed.items()):
        raise ValidationError(READ_AGAIN)
    return changed


def _write_agreements(submission: Submission, agreed: dict[int, int | None]) -> None:
    rows = [Agreement(submission=submission, question_id=pk, draft_id=draft) for pk, draft in agreed.items()]
    Agreement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["submission", "question"], update_fields=["draft"]
    )


def _write(submission: Submission, given: dict[int, Given]) -> None:
    answers = [Answer(submission=submission, question_id=pk, **new._asdict()) for pk, new in given.items()]
    Answer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["submission", "question"],
        update_fields=["text", "consent", "chosen", "amount"],
    )


def _moved_on(submission: Submission) -> Submission:
    submission.version += 1
    submission.save()
    return submission
