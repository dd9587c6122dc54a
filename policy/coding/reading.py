"""Answers in words with their themes, and the extracts of a theme."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from policy.coding.actions import stands_in
from policy.coding.forms import NOT_CODED, CodingForm
from policy.models import Answer, AnswerCoding, AnswerTheme, Question, SentAnswer
from policy.models.coding import not_coded

ON_A_PAGE = 20


@dataclass(frozen=True)
class CodedAnswer:
    """An answer as it was sent last, what it was given, and the form that changes it, for those who may."""

    answer: Answer
    sent: SentAnswer
    codings: list[AnswerCoding]
    form: CodingForm | None


@dataclass(frozen=True)
class Extract:
    """Words of an answer for a theme, with the answer as it was sent last: its consent is what counts."""

    coding: AnswerCoding
    sent: SentAnswer

    @property
    def may_be_quoted(self) -> bool:
        return self.sent.consent != Answer.Consent.NOT_PUBLIC

    @property
    def named(self) -> str:
        """Under whose name it may be quoted; empty where under none."""
        return str(self.coding.answer.submission.provider) if self.sent.consent == Answer.Consent.ATTRIBUTED else ""


def with_codings(answers):
    """Answers with their provider and what they are and were given."""
    codings = AnswerCoding.objects.select_related("theme", "by").order_by("theme__name", "pk")
    return answers.select_related("submission__provider").prefetch_related(Prefetch("codings", codings))


def page_of(question: Question, shown: str, number: str | None) -> Page:
    """A page of the answers to a question: all, those without a theme in use, or those about one theme."""
    answers = Answer.objects.sent().filter(question=question).order_by("submission__provider", "pk")
    if shown == NOT_CODED:
        answers = not_coded(answers)
    elif shown:
        answers = answers.filter(codings__in=AnswerCoding.objects.live().filter(theme=int(shown)))
    return Paginator(with_codings(answers), ON_A_PAGE).get_page(number)


def coded(answers: Iterable[Answer], themes: list[AnswerTheme], *, may_code: bool) -> list[CodedAnswer]:
    """Answers of `with_codings` as a page shows them. One query."""
    sent = SentAnswer.objects.latest_of(answers)
    return [
        CodedAnswer(answer, sent[answer.pk], live_of(answer), form_of(answer, themes) if may_code else None)
        for answer in answers
    ]


def form_of(answer: Answer, themes: list[AnswerTheme], sent=None) -> CodingForm:
    """The form of an answer of `with_codings`, beside others on its page."""
    of = list(answer.codings.all()) or [answer]
    return CodingForm(sent, of=of, themes=themes, codings=live_of(answer), auto_id=f"answer-{answer.pk}-%s")


def live_of(answer: Answer) -> list[AnswerCoding]:
    """What an answer of `with_codings` is given now."""
    return [coding for coding in answer.codings.all() if coding.removed_at is None]


def extracts_of(theme: AnswerTheme) -> list[Extract]:
    """The words that show a theme, those that may be quoted first. Two queries.

    Words that do not stand in what was sent last are left out.
    """
    return extracts_by_theme([theme]).get(theme, [])


def extracts_by_theme(themes: Iterable[AnswerTheme]) -> dict[AnswerTheme, list[Extract]]:
    """The same of each of some themes. Two queries."""
    codings = AnswerCoding.objects.live().exclude(extract="").filter(theme__in=themes, answer__in=Answer.objects.sent())
    codings = codings.select_related("theme", "answer__submission__provider")
    codings = list(codings.order_by("answer__submission__provider", "pk"))
    sent = SentAnswer.objects.latest_of({coding.answer_id for coding in codings})
    extracts = [Extract(coding, sent[coding.answer_id]) for coding in codings]
    found: dict[AnswerTheme, list[Extract]] = {}
    for each in sorted(extracts, key=lambda each: not each.may_be_quoted):
        if stands_in(each.coding.extract, each.sent.text):
            found.setdefault(each.coding.theme, []).append(each)
    return found


def quotable(themes: Iterable[AnswerTheme]) -> dict[AnswerTheme, list[Extract]]:
    """Of each of some themes the words that may be quoted. Two queries."""
    found = extracts_by_theme(list(themes))
    return {theme: [each for each in extracts if each.may_be_quoted] for theme, extracts in found.items()}
