"""What was decided on each question of a consultation, as far as it is recorded."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from policy.models import Consultation, Document, Question, QuestionOutcome


@dataclass(frozen=True)
class Outcome:
    """A question and what counts now of what was decided on it, if anything is recorded."""

    question: Question
    row: QuestionOutcome | None


def outcomes_of(consultation: Consultation) -> list[Outcome]:
    """Each question that was asked to the end, in its order. Two queries."""
    return _by_question(consultation, _found(consultation))


def recorded_on(consultation: Consultation) -> list[Outcome]:
    """The same for readers: nothing while nothing is recorded. One query then."""
    found = _found(consultation)
    return _by_question(consultation, found) if found else []


def latest(rows) -> dict[int, QuestionOutcome]:
    """Of some rows those that count now, by the question's id, with `names_source`: whether everyone may see it. One
    query.
    """
    public = Exists(Document.objects.public().filter(pk=OuterRef("source")))
    newest = QuestionOutcome.objects.newest().filter(pk__in=rows.values("pk")).annotate(names_source=public)
    return {row.question_id: row for row in newest.select_related("source")}


def _found(consultation: Consultation) -> dict[int, QuestionOutcome]:
    return latest(QuestionOutcome.objects.filter(question__consultation=consultation))


def _by_question(consultation: Consultation, found: dict[int, QuestionOutcome]) -> list[Outcome]:
    return [Outcome(question, found.get(question.pk)) for question in consultation.questions.asked().answerable()]
