"""How far our response is, question by question."""

from dataclasses import dataclass

from people.models import User
from policy.drafting.parts import answer_in, parts_of
from policy.models import ConsultationResponse, Question
from policy.models.question_rules import Answering
from publishing.models import Edition
from publishing.richtext.markup import plain


@dataclass(frozen=True)
class Draft:
    """The newest version of our response, if it was begun, what it says to a question, and all that is asked."""

    edition: Edition | None
    answer: str
    questions: list[Question]


@dataclass(frozen=True)
class Progress:
    """A question, and how far its answer is in a version, in words."""

    question: Question
    words: str
    needs_work: bool


def draft_of(question: Question, user: User) -> Draft:
    """For those who read the desk's texts. Three queries at most."""
    asked = list(Question.objects.asked().filter(consultation=question.consultation_id).order_by("place", "pk"))
    responses = ConsultationResponse.objects.visible_to(user).filter(consultation=question.consultation_id)
    editions = Edition.objects.visible_to(user).select_related("publication")
    edition = editions.filter(publication__in=responses.values("publication")).latest_numbered()
    return Draft(edition, answer_in(parts_of(edition.body, asked), question) if edition else "", asked)


def neighbours(question: Question, questions: list[Question]) -> dict[str, Question | None]:
    """What is asked `before` and `after` it."""
    answered = [each for each in questions if each.is_answered]
    place = answered.index(question)
    before = answered[place - 1] if place else None
    return {"before": before, "after": answered[place + 1] if place + 1 < len(answered) else None}


def progress_of(edition: Edition, questions: list[Question]) -> list[Progress]:
    """Each question that somebody answers, in the order of the consulter."""
    parts = parts_of(edition.body, questions)
    nothing = "Nothing yet" if edition.is_open else "No part of its own"
    return [_progress(each, answer_in(parts, each), nothing) for each in questions if each.is_answered]


def _progress(question: Question, answer: str, nothing: str) -> Progress:
    if answer:
        words = plain(answer)
        over = bool(question.over_limit(words))
        takes = f" of {question.limit:,}" if question.limit else ""
        return Progress(question, f"{len(words):,}{takes} characters{': too long' if over else ''}", over)
    is_skipped = question.answering == Answering.SKIP
    return Progress(question, "We skip it" if is_skipped else nothing, not is_skipped)
