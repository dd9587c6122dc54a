"""The analysis as a DOCX: for the team with all numbers, and the tables that may leave it."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.utils import timezone

from people.association import association
from people.templatetags.people import day
from policy.analysis.counts import Table
from policy.analysis.reading import Counted, counted
from policy.analysis.released import tables_in
from policy.analysis.respondents import Division, respondents_to
from policy.attention import not_answered
from policy.coding.reading import Extract, quotable
from policy.models import AnswerTheme, Consultation, EvidenceTables
from typesetting.word.file import WordFile

FOR_THE_TEAM = "For the team alone: a small number tells what a member answered."
HIDDEN = "Parts that are not named, and answers that are told together, are hidden to protect providers."
ANSWERS, THEMES = "How many gave each answer", "How many named each theme"
UNNAMED = "A provider, without its name"


def analysis_docx(consultation: Consultation, division: str) -> bytes:
    """What the page of the analysis shows, with the words that may be quoted: for the team. Eleven queries."""
    respondents, today = respondents_to(consultation), timezone.localdate()
    midnight = datetime.combine(today, time(), UTC)  # a file without the time of day: the same until tomorrow
    made = _begun(f"Analysis: {consultation.title}", consultation, midnight, FOR_THE_TEAM)
    made.paragraph(f"As at {day(today)}. {_response(len(respondents), not_answered(consultation).count())}")
    if division:
        made.paragraph(f"Told apart by: {Division(division).label}.")
    questions = counted(consultation, respondents, division)
    quotes = quotable(theme for each in questions for theme in each.question.answer_themes.all())
    for each in questions:
        _question(made, each, len(respondents), quotes)
    return made.written()


def released_docx(tables: EvidenceTables) -> bytes:
    """The tables that have left the team, as they were released."""
    made = _begun(f"What members answered: {tables.consultation.title}", tables.consultation, tables.released_at, "")
    made.paragraph(f"As at {day(tables.released_at)}. {HIDDEN}")
    for each in tables_in(tables):
        made.heading(each.question, 2)
        for table in each.tables:
            _table(made, table, table.option or ANSWERS)
    return made.written()


def _begun(title: str, consultation: Consultation, at, mark: str) -> WordFile:
    made = WordFile(title=title, author=association().name, made_at=at, mark=mark)
    made.heading(title, 1)
    made.paragraph(f"{consultation.body}, {consultation.reference}.")
    return made


def _response(base: int, silent: int) -> str:
    return f"Providers that sent answers: {base} (base). Members that could answer today and sent none: {silent}."


def _question(made: WordFile, each: Counted, base: int, quotes: dict[AnswerTheme, list[Extract]]) -> None:
    question = each.question
    made.heading(str(question), 2)
    if question.wording:
        made.paragraph(f"Members were asked: {question.wording}")
    if question.withdrawn_at:
        made.paragraph(f"Asked so until {day(question.withdrawn_at)}. These answers were given to this wording.")
    made.paragraph(f"{each.answered} of {base} answered; {base - each.answered} gave no answer.")
    if each.table:
        _table(made, each.table, THEMES if question.is_in_words else ANSWERS)
    elif each.spread:
        ends = (each.spread.lowest, each.spread.middle, each.spread.highest)
        made.paragraph("Lowest {:f}, in the middle {:f}, highest {:f}.".format(*(end.normalize() for end in ends)))
    if each.agreed:
        _table(made, each.agreed, each.agreed.option)
    for theme in question.answer_themes.all():
        if theme.is_current and quotes.get(theme):
            _quotes(made, theme, quotes[theme])


def _quotes(made: WordFile, theme: AnswerTheme, extracts: Iterable[Extract]) -> None:
    made.heading(f"In members’ words: {theme}", 3)
    for each in extracts:
        made.paragraph(each.coding.extract, "Quote")
        made.paragraph(f"– {each.named or UNNAMED}")


def _table(made: WordFile, table: Table, caption: str) -> None:
    rows = [
        [row.name, str(row.base), *(_cell(number, share) for _, number, share in cells)] for row, cells in table.lines
    ]
    made.table(caption, ["Who", "n", *table.answers], rows)


def _cell(number: int, share: int | None) -> str:
    return str(number) if share is None else f"{number} ({share}%)"
