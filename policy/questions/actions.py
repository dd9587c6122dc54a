"""What is done with questions. Once the first provider began to answer, each stays as it was asked.

A correction is then a question of its own in the same place; answers stay with the wording that they were given to.
"""

from collections.abc import Iterable

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
from policy.models import Answer, Consultation, Question, Submission
from policy.models.question_rules import is_given
from policy.questions.call import check_call
from policy.questions.pasted import Asked
from policy.saving import save_unique

# What stays once a provider began; our own help may always be better.
AS_ASKED = (
    "number",
    "kind",
    "text",
    "options",
    "lowest",
    "highest",
    "lowest_label",
    "highest_label",
    "limit",
    "wording",
)

# What a correction takes from the question in whose place it stands.
CARRIED = ("place", "help", "in_call", "answering", "skip_reason", "owner_id", "topic_id")


@transaction.atomic
def add(*, consultation: Consultation, by: User, **content) -> Question:
    """Add a question after the others. Raises ValidationError when its number is taken."""
    check(by, Permission.POLICY_WRITE)
    _check_words(content)
    question = Question(consultation=locked(consultation), place=_last_place(consultation) + 1, **content)
    check_call(question)
    _save(question)
    return question


@transaction.atomic
def enter(*, consultation: Consultation, asked: Iterable[Asked], by: User) -> list[Question]:
    """Add the questions of a paper after those that are there. Raises ValidationError, and adds none, as `add` does."""
    return [add(consultation=consultation, by=by, help="", in_call=False, **each.content) for each in asked]


@transaction.atomic
def change(*, question: Question, by: User, **content) -> Question:
    """Replace the words or the number of a question; gives the one that is asked then.

    Where a provider began to answer, other words or another number make a question in its place, and who answered it is
    written to. Raises ValidationError when the number is another one's, and for a question that is no longer asked.
    """
    check(by, Permission.POLICY_WRITE)
    _check_words(content, before=question)
    consultation = locked(question.consultation)
    question = _asked(question)
    differs = any(getattr(question, name) != content[name] for name in AS_ASKED if name in content)
    if differs and is_begun(consultation):
        return _correct(question, content)
    for name, value in content.items():
        setattr(question, name, value)
    check_call(question)
    _save(question)
    return question


@transaction.atomic
def withdraw(*, question: Question, by: User) -> None:
    """Ask a question no longer: deleted while nobody began to answer, kept with its answers afterwards, and with what
    became of ours.
    """
    check(by, Permission.POLICY_WRITE)
    consultation = locked(question.consultation)
    question = _asked(question)
    if is_begun(consultation) or question.outcomes.exists():
        question.withdrawn_at = timezone.now()
        question.save()
    else:
        question.delete()


@transaction.atomic
def ask_again(*, question: Question, by: User) -> Question:
    """Ask a withdrawn question again, with the answers that it had.

    Raises ValidationError when another has its number, a correction of it for one.
    """
    check(by, Permission.POLICY_WRITE)
    locked(question.consultation)
    question = Question.objects.get(pk=question.pk)
    if question.withdrawn_at:
        question.withdrawn_at = None
        check_call(question)
        _save(question)
    return question


@transaction.atomic
def move(*, question: Question, by: User, earlier: bool) -> None:
    """Let a question change places with the one before it, or after it. Its answers do not mind."""
    check(by, Permission.POLICY_WRITE)
    rows = list(locked(question.consultation).questions.asked())
    places = sorted({row.place for row in rows})
    if len(places) < len(rows):  # two of one place: entered while an older version ran
        places = list(range(1, len(rows) + 1))
    at = rows.index(question) if question in rows else -1
    other = at - 1 if earlier else at + 1
    if at < 0 or not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for row, place in zip(rows, places, strict=True):
        if row.place != place:
            row.place = place
            row.save(update_fields=["place"])


def is_begun(consultation: Consultation) -> bool:
    """Whether a provider began to answer. One query."""
    return consultation.submissions.begun().exists()


def _correct(question: Question, content: dict) -> Question:
    question.withdrawn_at = timezone.now()
    question.save()
    same = {name: getattr(question, name) for name in (*AS_ASKED, *CARRIED)}
    corrected = Question(consultation=question.consultation, replaces=question, **same | content)
    check_call(corrected)
    _save(corrected)
    answers = Answer.objects.filter(is_given(), question=question)
    answered = Submission.objects.begun().filter(answers__in=answers)
    for submission in answered.select_related("provider", "consultation"):
        cause = f"question-corrected:{submission.pk}:{corrected.pk}"
        write_to_owners(submission.provider, cause=cause, **emails.question_corrected(submission, corrected))
    return corrected


def _asked(question: Question) -> Question:
    question = Question.objects.select_related("consultation").get(pk=question.pk)
    if question.withdrawn_at:
        raise ValidationError("This question is no longer asked. Go back to the consultation for those that are.")
    return question


def _save(question: Question) -> None:
    sentence = f"Another question has the number {question.number}. Write a number that is free."
    save_unique(question, "question_paper_number_once", "number", sentence)


def _last_place(consultation: Consultation) -> int:
    return consultation.questions.aggregate(last=Max("place"))["last"] or 0


def _check_words(content: dict, before: Question | None = None) -> None:
    options = content.get("options", [])
    new = {"options": "\n".join(options)} if options and (before is None or before.options != options) else {}
    check_own_words(new)
    check_own_words({name: value for name, value in content.items() if name != "options"}, before=before)
