"""Our own work on what a consultation asks: what is put to members, what we answer, and who sees to it."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.consent.own_words import check_own_words
from policy.consultations.actions import locked
from policy.models import Consultation, Question
from policy.models.question_rules import MOST_IN_CALL, Kind


@transaction.atomic
def plan(*, question: Question, by: User, **content) -> Question:
    """Say whether we answer a question or skip it and why, who of the desk sees to it, and what it is about."""
    check(by, Permission.POLICY_WRITE)
    check_own_words(content, before=question)
    locked(question.consultation)
    question = Question.objects.get(pk=question.pk)
    for name, value in content.items():
        setattr(question, name, value)
    question.save(update_fields=[*content])
    return question


@transaction.atomic
def put_to_members(*, consultation: Consultation, questions: Collection[Question], by: User) -> None:
    """Put these questions to members, and no other of the consultation. Raises ValidationError for more than seven."""
    check(by, Permission.POLICY_WRITE)
    chosen = {question.pk for question in questions}
    if len(chosen) > MOST_IN_CALL:
        raise ValidationError({"questions": too_many(len(chosen))})
    asked = locked(consultation).questions.asked().exclude(kind=Kind.SEPARATOR)
    asked.exclude(pk__in=chosen).update(in_call=False)
    asked.filter(pk__in=chosen).update(in_call=True)


def too_many(chosen: int) -> str:
    """That fewer questions can be put to members."""
    return (
        f"You chose {chosen} questions, and a call puts {MOST_IN_CALL} to members at most: more are not answered. "
        f"Take {chosen - MOST_IN_CALL} out."
    )


def check_call(question: Question) -> None:
    """Raise ValidationError where it would be the eighth that is put to members."""
    if not question.in_call or not question.is_answered:
        return
    others = [each for each in question.consultation.questions.in_call() if each.pk != question.pk]
    if len(others) < MOST_IN_CALL or Question.objects.in_call().filter(pk=question.pk).exists():
        return
    numbers = ", ".join(each.number for each in others)
    sentence = f"A call puts {MOST_IN_CALL} questions to members at most, and these are: {numbers}. "
    raise ValidationError({"in_call": f"{sentence}Take one out first, or do not put this one to members."})
