"""What is done with questions. Once the first provider began to answer, each stays as it was asked.

A correction is then a question of its own in the same place; answers stay with the wording that they were given to.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from people.owners import write_to_owners
from policy.consent.own_words import check_own_words
from policy.consultations.actions import locked
from policy.evidence import emails
from policy.models import Consultation, Question, Submission
from policy.saving import save_unique

AS_ASKED = ("number", "text")  # what stays once a provider began; our own help may always be better


@transaction.atomic
def add(*, consultation: Consultation, by: User, **content) -> Question:
    """Add a question. Raises ValidationError when its number is taken."""
    check(by, Permission.POLICY_WRITE)
    check_own_words(content)
    question = Question(consultation=locked(consultation), **content)
    _save(question)
    return question


@transaction.atomic
def change(*, question: Question, by: User, **content) -> Question:
    """Replace the words or the number of a question; gives the one that is asked then.

    Where a provider began to answer, other words or another number make a question in its place, and who answered it is
    written to. Raises ValidationError when the number is another one's, and for a question that is no longer asked.
    """
    check(by, Permission.POLICY_WRITE)
    check_own_words(content, before=question)
    consultation = locked(question.consultation)
    question = _asked(question)
    if is_begun(consultation) and any(getattr(question, name) != content[name] for name in AS_ASKED):
        return _correct(question, content)
    for name, value in content.items():
        setattr(question, name, value)
    _save(question)
    return question


@transaction.atomic
def withdraw(*, question: Question, by: User) -> None:
    """Ask a question no longer: deleted while nobody began to answer, kept with its answers afterwards."""
    check(by, Permission.POLICY_WRITE)
    consultation = locked(question.consultation)
    question = _asked(question)
    if is_begun(consultation):
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
        _save(question)
    return question


def is_begun(consultation: Consultation) -> bool:
    """Whether a provider began to answer. One query."""
    return consultation.submissions.begun().exists()


def _correct(question: Question, content: dict) -> Question:
    question.withdrawn_at = timezone.now()
    question.save()
    corrected = Question(consultation=question.consultation, replaces=question, **content)
    _save(corrected)
    answered = Submission.objects.begun().filter(answers__question=question).exclude(answers__text="")
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
    save_unique(question, "question_asked_number_once", "number", sentence)
