"""Whether a text may carry the words of answers that stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from members.names import everyday, stands_in
from people.models import Provider
from people.templatetags.people import deadline
from policy.consent.words import shared_run
from policy.models import Answer, AnswerUse, Question, SentAnswer
from publishing import clock

SHOWN = 14  # words of a run that a sentence repeats


@dataclass(frozen=True)
class Carried:
    """Words of one answer in a text, and what keeps them out of it: a sentence, or nothing."""

    answer: Answer
    run: str
    names_provider: bool
    problem: str

    @property
    def used_as(self) -> AnswerUse.As:
        return AnswerUse.As.NAMED if self.names_provider else AnswerUse.As.UNNAMED


def problems(text: str) -> list[str]:
    """What the consent of answers says against a text, a sentence for each answer whose words may not stand in it."""
    return [carried.problem for carried in carried_in(text) if carried.problem]


def carried_in(text: str) -> list[Carried]:
    """The answers, once sent, of which a text carries eight or more consecutive words. One query; three where it does.

    What stands in the question itself is nobody's answer.
    """
    alike = list(SentAnswer.objects.sharing_words_with(text).order_by("answer_id", "-pk"))
    if not alike:
        return []
    found = Answer.objects.filter(pk__in={sent.answer_id for sent in alike})
    found = found.select_related("question__consultation", "submission__provider").order_by("pk")
    latest = SentAnswer.objects.latest_of(found)
    return [one for answer in found if (one := _carried(text, answer, alike, latest[answer.pk]))]


def _carried(text: str, answer: Answer, alike: list[SentAnswer], latest: SentAnswer) -> Carried | None:
    known = answer.question.known_words
    runs = (shared_run(text, sent.text, known) for sent in alike if sent.answer_id == answer.pk)
    run = next((run for run in runs if run), "")
    if not run:
        return None
    named = _names(answer.submission.provider, text)
    why = next(_against(latest, answer.question, shared_run(text, latest.text, known), named), "")
    return Carried(answer, run, named, f"“{_shortened(run)}”: {why}" if why else "")


def _against(latest: SentAnswer, question: Question, still: str, named: bool) -> Iterator[str]:
    consultation = question.consultation
    if not still:
        yield "a provider sent us these words and has taken them back since. Take them out."
    if latest.consent == Answer.Consent.NOT_PUBLIC:
        yield "the provider who wrote this asks not to be quoted. Say in your own words what it taught you."
    if latest.consent == Answer.Consent.ANONYMOUS and named:
        yield "the provider who wrote this may be quoted without its name alone, and the text names it. Take one out."
    if consultation.internal_deadline > clock.read():
        until = deadline(consultation.internal_deadline)
        yield f"answers can change until {until}. Quote this one after that."


def _names(provider: Provider, text: str) -> bool:
    names = [name for name in (provider.legal_name, provider.trading_name) if name]
    return any(stands_in(name, text) or _calls(everyday(name), text) for name in names)


def _calls(name: str, text: str) -> bool:
    """Whether a text has the everyday name; one of a single word only where it is written as a name."""
    if " " in name:
        return stands_in(name, text)
    return bool(name) and re.search(rf"\b{re.escape(name.capitalize())}\b", text) is not None


def _shortened(run: str) -> str:
    words = run.split()
    return " ".join(words[:SHOWN]) + ("…" if len(words) > SHOWN else "")
