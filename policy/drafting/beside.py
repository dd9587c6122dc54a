"""What whoever drafts an answer sees beside it: how members answered, themes, quotes, our position, earlier answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from people.models import User
from policy.analysis.reading import Counted, counted_one
from policy.analysis.respondents import respondents_to
from policy.coding.reading import Extract, quotable
from policy.drafting.parts import answer_in, parts_of
from policy.models import AnswerTheme, AskWording, Consultation, Question
from publishing.models import Edition
from publishing.workflow import EditionState

EARLIER = 5  # responses: what is older is found by their list


@dataclass(frozen=True)
class Themed:
    """A theme of the answers, `theme.named` by so many, with what may be quoted of them."""

    theme: AnswerTheme
    quotes: list[Extract]


@dataclass(frozen=True)
class Earlier:
    """What we answered to a question about the same topic, in the newest version that stands."""

    question: Question
    edition: Edition
    answer: str


@dataclass(frozen=True)
class Evidence:
    """How members answered a question: none of it before they can answer no longer."""

    base: int
    counted: Counted
    themes: list[Themed]


def evidence_on(question: Question, consultation: Consultation, user: User) -> Evidence | None:
    """For who reads evidence, of a consultation `with_phase`. Ten queries."""
    themes = AnswerTheme.objects.visible_to(user).current().filter(question=question).with_named()
    if not consultation.is_answered_out:
        return None
    respondents, found = respondents_to(consultation), list(themes)
    quotes = quotable(found)
    themed = [Themed(theme, quotes.get(theme, [])) for theme in found]
    return Evidence(len(respondents), counted_one(question, respondents, ""), themed)


def asks_of(position: Edition | None) -> Iterable[AskWording]:
    """What a position of ours asks for, in its order."""
    return AskWording.objects.filter(edition=position).order_by("number") if position else AskWording.objects.none()


def earlier_answers(question: Question, user: User) -> list[Earlier]:
    """Our answers to questions of other consultations about its topic, the newest first. `question.about` is from
    `set_positions`. Two queries.
    """
    if question.about is None:
        return []
    alike = (
        Question.objects.asked()
        .answerable()
        .filter(Q(topic=question.about) | Q(topic=None, consultation__topic=question.about))
    )
    editions = _standing(user).filter(publication__consultation_response__consultation__questions__in=alike)
    editions = editions.exclude(publication__consultation_response__consultation=question.consultation_id)
    newest = editions.order_by("publication_id", "-number").distinct("publication_id")
    found = Edition.objects.filter(pk__in=newest.values("pk")).order_by("-approved_at", "-pk")
    found = list(found.select_related("publication__consultation_response__consultation__body")[:EARLIER])
    asked = Question.objects.asked().order_by("place", "pk")
    asked = list(asked.filter(consultation__response__publication__editions__in=found).select_related("consultation"))
    return [each for edition in found for each in _answers(edition, asked, question.about.pk)]


def _standing(user: User):
    """Approved versions of our responses that are neither withheld, withdrawn nor removed."""
    editions = Edition.objects.visible_to(user).of_kinds("consultation_response").filter(state=EditionState.APPROVED)
    return editions.filter(withheld_at=None, withdrawn_at=None, publication__removed_at=None)


def _answers(edition: Edition, asked: list[Question], topic: int) -> Iterable[Earlier]:
    consultation = edition.publication.consultation_response.consultation
    own = [question for question in asked if question.consultation_id == consultation.pk]
    parts = parts_of(edition.body, own)
    for question in own:
        about = question.topic_id or consultation.topic_id
        if about == topic and (answer := answer_in(parts, question)):
            yield Earlier(question, edition, answer)
