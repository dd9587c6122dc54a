"""What became of each answer of a provider: for that provider alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from policy.consent.words import shared_run
from policy.models import Answer, AnswerUse, Question, QuestionOutcome, ShownDraft, Submission
from policy.outcomes.reading import latest
from publishing.models import Edition
from publishing.richtext.markup import plain


@dataclass(frozen=True)
class Place:
    """A paragraph of a public text of ours that carries words of an answer."""

    edition: Edition
    used_as: str  # in words
    paragraph: str  # empty where the words run over several


@dataclass(frozen=True)
class Became:
    """What was answered to a question: words, a draft of ours that was agreed with, or both; where the words stand, and
    what was decided on the question, if anything is recorded.
    """

    question: Question
    answer: Answer | None
    agreed: ShownDraft | None
    places: list[Place]
    outcome: QuestionOutcome | None


def receipt_of(submission: Submission) -> list[Became]:
    """Of each question that was answered, in their order. Six queries for any number of them."""
    sent = submission.answers.sent().select_related("question").prefetch_related("sent_versions")
    answers = {answer.question: answer for answer in sent}
    agreements = submission.agreements.live().select_related("question", "draft")
    agreed = {agreement.question: agreement.draft for agreement in agreements}
    uses = _by_answer(AnswerUse.objects.public().filter(answer__in=answers.values()))
    places = {answer: [_place(answer, use) for use in uses.get(answer.pk, [])] for answer in answers.values()}
    asked = sorted(answers | agreed, key=lambda question: (question.place, question.pk))
    decided = outcomes_for(question.pk for question in asked)
    return [
        Became(each, answers.get(each), agreed.get(each), places.get(answers.get(each), []), decided.get(each.pk))
        for each in asked
    ]


def outcomes_for(questions: Iterable[int]) -> dict[int, QuestionOutcome]:
    """What was decided on each question, by its id: of one that was corrected, on that which stands in its place."""
    wanted = set(questions)
    of_consultations = Question.objects.filter(consultation__questions__in=wanted).distinct()
    successors = {question.replaces_id: question.pk for question in of_consultations}
    last = {pk: _last(pk, successors) for pk in wanted}
    found = latest(QuestionOutcome.objects.filter(question__in=set(last.values())))
    return {pk: found[successor] for pk, successor in last.items() if successor in found}


def _last(pk: int, successors: dict[int | None, int]) -> int:
    while pk in successors:
        pk = successors[pk]
    return pk


def _by_answer(uses) -> dict[int, list[AnswerUse]]:
    """Of each answer one use in a text: that of its newest version that readers have."""
    in_order = uses.select_related("edition__publication").order_by("edition__number", "pk")
    newest = {(use.answer_id, use.edition.publication_id): use for use in in_order}
    found: dict[int, list[AnswerUse]] = {}
    for (answer, _), use in newest.items():
        found.setdefault(answer, []).append(use)
    return found


def _place(answer: Answer, use: AnswerUse) -> Place:
    paragraphs = plain(use.edition.body).split("\n\n")
    texts = [sent.text for sent in answer.sent_versions.all()]
    carrying = (
        words for words in paragraphs if any(shared_run(words, text, answer.question.known_words) for text in texts)
    )
    return Place(use.edition, use.get_used_as_display(), next(carrying, ""))
