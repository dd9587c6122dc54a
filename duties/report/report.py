from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from duties.law import Doing, DueState, DueStatus, WhileValid, doings, due_status_of
from duties.models import DutyDone
from duties.overview import Item, duties_overview, life_of
from homes.models import Home
from people.models import Provider


@dataclass(frozen=True)
class Sending:
    """What the law asks to send of a day: by when, and when it was sent by the period's end (None: not yet)."""

    due: date
    sent_on: date | None
    late: bool


@dataclass(frozen=True)
class ReportRow:
    """One duty of one home: the days of the period, and where it stood at the period's end. Homes by alias.

    `sent` has the report of each of its days of which one is asked.
    """

    home: str
    item: Item
    done: list[Doing]
    due_status: DueStatus
    sent: dict[date, Sending]

    @property
    def late(self) -> int:
        return sum(doing.late for doing in self.done)

    @property
    def sent_late(self) -> int:
        return sum(sending.late for sending in self.sent.values())


@dataclass(frozen=True)
class Report:
    """A provider's period, both days included; the lines with the worst at its end first."""

    provider: Provider
    first: date
    last: date
    lines: list[ReportRow]

    @property
    def counts(self) -> Counter:
        """How many duties stood in each state at the end."""
        return Counter(line.due_status.state for line in self.lines)

    @property
    def done(self) -> int:
        return sum(len(line.done) for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)

    @property
    def sent_late(self) -> int:
        """How many of the reports on what was done were sent late, or not in time by the end."""
        return sum(line.sent_late for line in self.lines)

    @property
    def overdue(self) -> list[ReportRow]:
        return [line for line in self.lines if line.due_status.state == DueState.OVERDUE]


def report_of(homes: QuerySet[Home], provider: Provider, first: date, last: date) -> Report:
    """What is known today of a period: three queries for any number of homes.

    A duty that is off today is left out. Give homes by `own`: what is private about them is in the answer.
    """
    rows = duties_overview(homes.filter(provider=provider), last)
    days = defaultdict(dict)
    for done in DutyDone.objects.filter(home__in=[row.home for row in rows], done_on__lte=last).order_by("pk"):
        days[done.home_id, done.rule, done.own_id][done.done_on] = done
    items = [item for row in rows for item in row.items if not item.off]
    lines = [_line(item, days[item.home.pk, item.rule_key, item.own and item.own.pk], first, last) for item in items]
    lines.sort(key=lambda line: (line.due_status.urgency, line.home, line.item.name))
    return Report(provider, first, last, lines)


def _line(item: Item, days: dict[date, DutyDone], first: date, last: date) -> ReportRow:
    """From the row of each day on which it was done."""
    valid = tuple((day, row.expires_on) for day, row in days.items())
    recurrence = WhileValid(valid) if item.asks_expiry else item.recurrence
    in_force = item.rule.in_force if item.rule else date.min
    life = life_of(item.home)
    due_status = due_status_of(
        recurrence, days, today=last, soon=item.soon, life=life, in_force=in_force, first=item.first
    )
    done = [doing for doing in doings(recurrence, days) if first <= doing.on <= last and life.holds(doing.on)]
    asked = {doing.on: days[doing.on] for doing in done if days[doing.on].report}
    sent = {day: _sending(row, last) for day, row in asked.items()}
    return ReportRow(str(item.home), item, done, due_status, sent)


def _sending(done: DutyDone, last: date) -> Sending:
    due = done.report.due(done.done_on)
    sent_on = done.sent_on if done.sent_on and done.sent_on <= last else None
    return Sending(due, sent_on, late=(sent_on or last) > due)
