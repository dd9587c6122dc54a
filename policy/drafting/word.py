"""Our response as a DOCX, in the order of the consulter and with its numbers and questions."""

from people.association import association
from people.links import absolute
from people.templatetags.people import day
from policy.drafting.parts import Part, answer_in, parts_of
from policy.models import ConsultationResponse, Question
from policy.models.question_rules import Answering
from publishing.models import Edition
from publishing.richtext.quotations import with_speakers
from publishing.typesetting.tree import tree_of
from publishing.workflow import EditionState
from typesetting.word.file import WordFile

NOTHING_YET = "Nothing is written to this question yet."
NO_PART = "We have no separate answer to this question."
SKIPPED = "We do not answer this question."


def response_docx(response: ConsultationResponse, edition: Edition) -> bytes:
    """A version of our response: what it says before all questions, its part to each, and what else it says.

    Nobody's name stands in its properties. One query, and one for quotations.
    """
    consultation, mark, at = response.consultation, mark_of(edition), edition.approved_at or edition.saved_at
    questions = list(consultation.questions.asked().order_by("place", "pk"))
    ours = association().name
    made = WordFile(title=edition.title, author=ours, made_at=at, mark=mark)
    made.heading(edition.title, 1)
    made.paragraph(f"From {ours} to {consultation.body}: {consultation.title} ({consultation.reference})")
    made.paragraph(f"{mark or 'Approved'}. Version {edition.number or 'discarded'} of {day(at)}.")
    made.paragraph(edition.summary)
    parts = parts_of(with_speakers(edition), questions)
    first = next((place for place, part in enumerate(parts) if part.question), len(parts))
    _write(made, edition, "".join(part.whole for part in parts[:first]))
    if first < len(parts) or edition.is_open:  # else a text of the whole, which answers each in its own order
        _answers(made, edition, questions, parts)
    _write(made, edition, "".join(part.whole for part in parts[first:] if part.question is None))
    if edition.boilerplate:
        made.heading("About us", 2)
        _write(made, edition, edition.boilerplate.text, under=2)
    return made.written()


def mark_of(edition: Edition) -> str:
    """What each page of a file says of a version that is not to be sent; empty of one that may be."""
    if edition.state != EditionState.APPROVED:
        return "DRAFT" if edition.is_open else "DISCARDED DRAFT"
    if edition.withheld_at:
        return f"WITHHELD: {edition.withheld_reason}"
    if edition.withdrawn_at:
        return f"WITHDRAWN: {edition.withdrawn_reason}"
    return "REPLACED" if edition.is_replaced else ""


def _answers(made: WordFile, edition: Edition, questions: list[Question], parts: list[Part]) -> None:
    level = 2
    for question in questions:
        if not question.is_answered:
            made.heading(str(question), 2)
            level = 3
            continue
        made.heading(str(question), level)
        if answer := answer_in(parts, question):
            _write(made, edition, answer, under=2, deeper=level - 2)
        else:
            nothing = NOTHING_YET if edition.is_open else NO_PART
            made.paragraph(SKIPPED if question.answering == Answering.SKIP else nothing)


def _write(made: WordFile, edition: Edition, html: str, *, under: int = 1, deeper: int = 0) -> None:
    made.rich(tree_of(html, page=absolute(edition.publication.path), under=under), deeper)
