"""The tables of a consultation that leave the team: put together, released once, and read again as they were."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.analysis.counts import Row, Table, disclosable_tables
from policy.analysis.respondents import Respondent, respondents_to
from policy.consultations.actions import check_answered_out
from policy.models import Consultation, EvidenceTables, Question

OPEN = "Members can still answer. Tables are released once they cannot."
ONCE = "The tables of this consultation are released already. They stay as they are."
NOTHING = "Nothing of it may leave the team: too few gave each answer, or all gave the same."


@dataclass(frozen=True)
class QuestionTables:
    """What may leave the team of one question."""

    question: str
    tables: list[Table]


def disclosable_of(consultation: Consultation, respondents: list[Respondent], division: str) -> list[QuestionTables]:
    """By question in their order, what may leave the team, told apart by one division or by none. Two queries."""
    questions = Question.objects.answerable().filter(consultation=consultation).order_by("place", "pk")
    questions = questions.prefetch_related("answer_themes")
    found = [QuestionTables(str(each), disclosable_tables(each, respondents, division)) for each in questions]
    return [each for each in found if each.tables]


@transaction.atomic
def release(*, consultation: Consultation, division: str, by: User) -> EvidenceTables:
    """Keep what may leave the team, told apart by one division or by none. It is done once, and never changed.

    Raises ValidationError while members can answer, where it is done already, and where nothing may be told.
    """
    check(by, Permission.POLICY_WRITE)
    check(by, Permission.EVIDENCE_VIEW)
    check_answered_out(consultation, otherwise=OPEN)
    if EvidenceTables.objects.of(consultation).exists():
        raise ValidationError(ONCE)
    found = disclosable_of(consultation, respondents_to(consultation), division)
    if not found:
        raise ValidationError(NOTHING)
    tables = [asdict(each) for each in found]
    return EvidenceTables.objects.create(consultation=consultation, division=division, tables=tables, by=by)


def tables_in(tables: EvidenceTables) -> list[QuestionTables]:
    """What was released, as it was."""
    return [QuestionTables(each["question"], [_table(one) for one in each["tables"]]) for each in tables.tables]


def _table(stored: dict) -> Table:
    return Table(**stored | {"rows": [Row(**row) for row in stored["rows"]]})
