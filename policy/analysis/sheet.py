"""Answers and tables as rows of a sheet."""

from collections.abc import Iterator

from policy.analysis.released import QuestionTables
from policy.analysis.respondents import Division, respondents_to
from policy.models import Answer, Consultation

ANSWERS = ["Question", "Member", *(division.label for division in Division), "How we may use it", "Answer", "Themes"]
TABLES = ["Question", "Option", "Part", "How many answered", "Answer", "How many gave it"]


def answer_rows(consultation: Consultation) -> Iterator[list]:
    """Every answer that was sent, by question: with names, so for the team alone. Seven queries."""
    respondents = {one.provider.pk: one for one in respondents_to(consultation)}
    answers = Answer.objects.sent().filter(question__consultation=consultation).by_question()
    for answer in answers.select_related("question", "submission__provider"):
        provider = answer.submission.provider
        one = respondents[provider.pk]
        parts = [one.parts[division] for division in Division]
        themes = "; ".join(one.themes.get(answer.question_id, []))
        yield [str(answer.question), str(provider), *parts, answer.get_consent_display(), answer.in_words, themes]


def table_rows(released: list[QuestionTables]) -> Iterator[list]:
    """Each number that was released, with what it is of."""
    for each in released:
        for table in each.tables:
            for row in table.rows:
                for answer, number in zip(table.answers, row.numbers, strict=True):
                    yield [each.question, table.option, row.name, row.base, answer, number]
