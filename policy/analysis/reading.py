"""The answers to a consultation, counted question by question for the team."""

from dataclasses import dataclass

from members.reports.chart import Chart, rows
from policy.analysis.counts import Spread, Table, agreement_table, answered, spread_of, table_of
from policy.analysis.respondents import Respondent
from policy.models import Consultation, Question


@dataclass(frozen=True)
class Counted:
    """A question, how many answered it, and what they answered: in a table (of words their themes), or in numbers."""

    question: Question
    answered: int
    table: Table | None
    chart: Chart | None
    spread: Spread | None
    agreed: Table | None  # with which drafts of ours


def counted(consultation: Consultation, respondents: list[Respondent], division: str) -> list[Counted]:
    """All that members were asked, in its order, told apart by a division or by none. Two queries."""
    questions = Question.objects.answerable().filter(consultation=consultation).prefetch_related("answer_themes")
    given = {pk for one in respondents for pk in (*one.given, *one.agreed)}
    return [
        counted_one(question, respondents, division)
        for question in questions.order_by("place", "-withdrawn_at", "pk")
        if question.pk in given or (question.in_call and not question.withdrawn_at)
    ]


def counted_one(question: Question, respondents: list[Respondent], division: str) -> Counted:
    """One question of them. A query for the themes of one that is not prefetched."""
    table = table_of(question, respondents, division)
    chart = rows(str(question), list(zip(table.answers, table.rows[0].numbers, strict=True))) if table else None
    agreed = agreement_table(question, respondents, division)
    return Counted(question, answered(question, respondents), table, chart, spread_of(question, respondents), agreed)
