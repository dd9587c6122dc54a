"""What a person's providers told us year by year, and what came of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from people.models import User
from policy.models import Answer, AnswerUse, Submission
from policy.models.outcome import Decided
from policy.receipts.reading import outcomes_for


@dataclass(frozen=True)
class Contribution:
    """Answers of a provider to one consultation: how many, how many are quoted, and what was decided on them."""

    submission: Submission
    answers: int
    quoted: int
    decided: Counter

    @property
    def decisions(self) -> list[tuple[str, int]]:
        """In words, each with how often."""
        return [(choice.label, self.decided[choice]) for choice in Decided if self.decided[choice]]


@dataclass(frozen=True)
class Year:
    """What was sent in a year (London), the latest first."""

    year: int
    contributions: list[Contribution]

    @property
    def answers(self) -> int:
        return sum(each.answers for each in self.contributions)

    @property
    def quoted(self) -> int:
        return sum(each.quoted for each in self.contributions)

    @property
    def adopted(self) -> int:
        """Answers to questions on which what we asked for was adopted, in whole or in part."""
        return sum(each.decided[Decided.ADOPTED] + each.decided[Decided.PARTLY] for each in self.contributions)


def years_of(user: User) -> list[Year]:
    """The newest first. Five queries for any number of answers."""
    sent = Submission.objects.own(user).sent().select_related("consultation__body", "provider")
    answers = list(Answer.objects.sent().filter(submission__in=sent).values_list("pk", "submission_id", "question_id"))
    quoted = set(AnswerUse.objects.public().filter(answer__submission__in=sent).values_list("answer_id", flat=True))
    decided = outcomes_for(question for _, _, question in answers)
    of = defaultdict(list)
    for pk, submission, question in answers:
        of[submission].append((pk, question))
    found = [_contribution(row, of[row.pk], quoted, decided) for row in sent.order_by("-submitted_at", "-pk")]
    return [Year(year, list(rows)) for year, rows in groupby(found, key=_year)]


def _contribution(submission: Submission, rows: list[tuple], quoted: set[int], decided: dict) -> Contribution:
    outcomes = Counter(decided[question].decided for _, question in rows if question in decided)
    return Contribution(submission, len(rows), sum(pk in quoted for pk, _ in rows), outcomes)


def _year(row: Contribution) -> int:
    return timezone.localtime(row.submission.submitted_at).year
