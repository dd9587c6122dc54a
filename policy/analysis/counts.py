"""How often each answer to a question was given: all of it for the team, and of it what may leave the team."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from figures.percent import percent
from policy.analysis.disclosure import Counts, disclosable_answers, disclosable_parts, joined, size
from policy.analysis.respondents import Respondent
from policy.models import Given, Question
from policy.models.question_rules import Kind

type AnswerOf = Callable[[Respondent], str]

ALL = "All who sent answers"
NO_ANSWER = "No answer"
NO_THEME = "No theme"
CHOSEN, NOT_CHOSEN = "Chosen", "Not chosen, or no answer"
NAMED, NOT_NAMED = "Named", "Not named"
AGREES = "Agreement with our draft answer"
NOT_AGREED = "Did not say so"


@dataclass(frozen=True)
class Row:
    """A part of those who answered, how many they are, and how many gave each answer."""

    name: str
    base: int
    numbers: list[int]

    @property
    def shares(self) -> list[int | None]:
        """Of each number, in whole percent."""
        return [percent(number, self.base) for number in self.numbers]


@dataclass(frozen=True)
class Table:
    """How often each answer was given, by all and by the parts of a division; `option` is what it is about where
    several may be chosen, or several themes named, and it is told by itself."""

    answers: list[str]
    rows: list[Row]
    option: str = ""

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, int, int | None]]]]:
        """Each row with its answers, how many gave each, and their share in whole percent."""
        return [(row, list(zip(self.answers, row.numbers, row.shares, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Spread:
    """Of numbers that were given: how many, the lowest, the one in the middle, the highest."""

    base: int
    lowest: Decimal
    middle: Decimal
    highest: Decimal


def table_of(question: Question, respondents: list[Respondent], division: str) -> Table | None:
    """All numbers, for the team; None of a question that is not answered by choosing, and whose words have no theme."""
    if not (options := _options(question)):
        return None
    answers = [*options, *([NO_THEME] if question.is_in_words else []), NO_ANSWER]
    parts = {ALL: respondents} | _parts(respondents, division)
    rows = [Row(name, len(part), _numbers(question, part, answers)) for name, part in parts.items()]
    return Table(answers, rows)


def agreement_table(question: Question, respondents: list[Respondent], division: str) -> Table | None:
    """How many agree with each draft of ours that members were shown, for the team; None where nobody does."""
    drafts = sorted({one.agreed[question.pk] for one in respondents if question.pk in one.agreed})
    if not drafts:
        return None
    answers = [*drafts, NOT_AGREED]
    parts = {ALL: respondents} | _parts(respondents, division)
    given = {name: Counter(_agreed(question, one) for one in part) for name, part in parts.items()}
    rows = [Row(name, len(part), [given[name][answer] for answer in answers]) for name, part in parts.items()]
    return Table(answers, rows, AGREES)


def spread_of(question: Question, respondents: list[Respondent]) -> Spread | None:
    """Of a question that asks for a number, if any was given."""
    numbers = [one.given[question.pk].amount for one in respondents if question.pk in one.given]
    numbers = [number for number in numbers if number is not None]
    return Spread(len(numbers), min(numbers), median(numbers), max(numbers)) if numbers else None


def answered(question: Question, respondents: Iterable[Respondent]) -> int:
    """How many gave it an answer, or agree with a draft of ours."""
    return sum(question.pk in one.given or question.pk in one.agreed for one in respondents)


def disclosable_tables(question: Question, respondents: list[Respondent], division: str) -> list[Table]:
    """What may leave the team of a question that is answered by choosing, or in words that have themes.

    Of which several may be chosen, each option is told by itself, and so is each theme; agreement with drafts of ours
    in one table, as one agrees with one of them at most. Nothing where all is hidden.
    """
    agreed = list(_disclosable(respondents, division, lambda one: _agreed(question, one), AGREES))
    return _disclosable_answers(question, respondents, division) + agreed


def _disclosable_answers(question: Question, respondents: list[Respondent], division: str) -> list[Table]:
    if question.kind == Kind.MANY or question.is_in_words:
        return [
            table
            for option in _options(question)
            for table in _disclosable(respondents, division, lambda one, of=option: _chose(question, one, of), option)
        ]
    return list(_disclosable(respondents, division, lambda one: _given(question, one)[0])) if question.steps else []


def _disclosable(
    respondents: list[Respondent], division: str, answer_of: AnswerOf, option: str = ""
) -> Iterable[Table]:
    whole = _counts(respondents, answer_of)
    if not (answers := disclosable_answers(whole)):
        return
    parts = {name: _counts(part, answer_of) for name, part in _parts(respondents, division).items()}
    shown = disclosable_parts(parts, answers)
    rows = {ALL: whole} | {name: counts for name, counts in parts.items() if name in shown}
    yield Table(list(answers), [_row(name, counts, answers) for name, counts in rows.items()], option)


def _row(name: str, counts: Counts, answers: dict[str, set[str]]) -> Row:
    numbers = [size(joined(counts, made_of)) for made_of in answers.values()]
    return Row(name, sum(numbers), numbers)


def _counts(respondents: Iterable[Respondent], answer_of: AnswerOf) -> Counts:
    counts = defaultdict(Counter)
    for one in respondents:
        counts[answer_of(one)][one.group] += 1
    return counts


def _numbers(question: Question, respondents: list[Respondent], answers: list[str]) -> list[int]:
    given = Counter(answer for one in respondents for answer in _given(question, one))
    return [given[answer] for answer in answers]


def _options(question: Question) -> list[str]:
    """What can be chosen, or the themes in use of answers in words."""
    if question.is_in_words:
        return [theme.name for theme in question.answer_themes.all() if theme.is_current]
    return [label for _, label in question.steps]


def _given(question: Question, one: Respondent) -> list[str]:
    """The answers of one provider in words, or the themes of its words; of one that gave none, that."""
    if question.is_in_words:
        return one.themes.get(question.pk) or [NO_THEME if question.pk in one.given else NO_ANSWER]
    named = dict(question.steps)
    return [named[step] for step in one.given.get(question.pk, Given()).chosen] or [NO_ANSWER]


def _agreed(question: Question, one: Respondent) -> str:
    """Which draft of ours a provider agrees with; of one that agrees with none, that."""
    return one.agreed.get(question.pk, NOT_AGREED)


def _chose(question: Question, one: Respondent, option: str) -> str:
    yes, no = (NAMED, NOT_NAMED) if question.is_in_words else (CHOSEN, NOT_CHOSEN)
    return yes if option in _given(question, one) else no


def _parts(respondents: Iterable[Respondent], division: str) -> dict[str, list[Respondent]]:
    """Those who answered by their part of a division, the largest first; nothing where there is no division."""
    parts = defaultdict(list)
    for one in respondents if division else []:
        parts[one.parts[division]].append(one)
    return dict(sorted(parts.items(), key=lambda part: (-len(part[1]), part[0])))
