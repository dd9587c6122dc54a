"""The parts of a response: what stands under a heading that names a question. Without a database.

They are words of the one text that is edited, compared, approved and published, as asks are (docs/decisions/0047).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.html import escape, format_html
from lxml import html as lxml_html

from cleaning.text import one_line
from policy.models import Question
from publishing.richtext.markup import clean

HEADINGS = {"h2": 2, "h3": 3}
LARGE = re.compile(r"<(/?)h2>")  # in an answer it would end it


@dataclass(frozen=True)
class Part:
    """What stands under a heading up to the next of its rank; of no question where the heading names none."""

    question: int | None
    heading: str
    html: str

    @property
    def whole(self) -> str:
        return self.heading + self.html


def parts_of(body: str, questions: Sequence[Question]) -> list[Part]:
    """A text in its order. A smaller heading that names no question belongs to the part above it."""
    root = lxml_html.fragment_fromstring(clean(body), create_parent="div")  # cleaned: XML holds no control character
    parts, rank = [Part(None, "", escape(root.text or ""))], 0
    for element in root:
        html = lxml_html.tostring(element, encoding="unicode", with_tail=False)
        level, tail = HEADINGS.get(element.tag, 0), escape(element.tail or "")
        named = question_in(element.text_content(), questions) if level else None
        if named or (level and (level <= rank or parts[-1].question is None)):
            parts.append(Part(named.pk if named else None, html, tail))
            rank = level
        else:
            parts[-1] = Part(parts[-1].question, parts[-1].heading, parts[-1].html + html + tail)
    return [part for part in parts if part.whole]


def question_in(heading: str, questions: Iterable[Question]) -> Question | None:
    """The question that a heading names, by its number ("Question 4a", "4a. …") or, where it has none, its words."""
    words = _plain(heading)
    longest_first = sorted(questions, key=lambda question: -len(question.number))
    return next((question for question in longest_first if question.is_answered and _names(question, words)), None)


def answer_in(parts: Iterable[Part], question: Question) -> str:
    """What a text says to a question, without the heading; empty where it says nothing."""
    return "".join(part.html for part in parts if part.question == question.pk)


def with_answer(body: str, questions: Sequence[Question], question: Question, answer: str) -> str:
    """The text with another answer to a question, or with none: a new part stands where the order of questions has it.

    Raises ValidationError for an answer with a heading that names another question: it would be that one's.
    """
    answer = LARGE.sub(r"<\1h3>", answer)
    _check_headings(answer, questions, question)
    parts = parts_of(body, questions)
    place = next((place for place, part in enumerate(parts) if part.question == question.pk), None)
    if place is None:
        place = _place(parts, [each.pk for each in questions], question.pk)
    before, after = (
        "".join(part.whole for part in some if part.question != question.pk) for some in (parts[:place], parts[place:])
    )
    heading = format_html("<h2>{}</h2>", one_line(str(question)))
    return before + (heading + answer if answer else "") + after


def _place(parts: list[Part], order: list[int], question: int) -> int:
    """Behind the answers to what is asked before it, or before the first to what is asked after it, or at the end."""
    earlier = set(order[: order.index(question)])
    behind = [place for place, part in enumerate(parts, start=1) if part.question in earlier]
    answered = [place for place, part in enumerate(parts) if part.question is not None]
    return max(behind, default=min(answered, default=len(parts)))


def _check_headings(answer: str, questions: Iterable[Question], question: Question) -> None:
    others = [each for each in questions if each.pk != question.pk]
    named = {part.question for part in parts_of(answer, others)} - {None}
    for other in others:
        if other.pk in named:
            raise ValidationError(
                {"our_answer": f"A heading in it names {other.name}. Answer that one on its own page."}
            )


def _names(question: Question, words: str) -> bool:
    if not question.number:
        return words == _plain(question.text)
    number = re.escape(_plain(question.number))
    return bool(re.match(rf"(?:question|q)\.? ?{number}(?!\w|\.\d)|{number}[.):](?!\w)", words))


def _plain(words: str) -> str:
    return " ".join(one_line(words).casefold().split())
