"""Reports that are still to be sent, each of a day on which a duty was done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from duties.law import RULES, DueStatus, Report, Rule, due_status_by
from duties.models import DutyDone
from homes.models import Home


@dataclass(frozen=True)
class DueReport:
    """The report of what was done at a home on a day, by the key of that row."""

    home: Home
    key: int
    rule: Rule
    report: Report
    done_on: date
    noted_on: date
    due_status: DueStatus

    page = "duties:home_duties"
    soon = 10  # days before its day
    own = None

    @property
    def name(self) -> str:
        return self.report.name

    @property
    def rule_key(self) -> str:
        return self.rule.key

    @property
    def slug(self) -> str:
        return f"report-{self.key}"

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def sentence(self) -> str:
        return self.report.sentence


def with_reports(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with what was done there and is not sent yet, in the homes' one query."""
    done = DutyDone.objects.filter(home=OuterRef("pk"), report_asked=True, sent_on=None).order_by("done_on", "pk")
    return homes.annotate(
        reports_to_send=ArraySubquery(done.values(json=JSONObject(key="pk", rule="rule", on="done_on", at="marked_at")))
    )


def reports_of_home(home: Home, today: date) -> list[DueReport]:
    """What is to be sent, the oldest first; from `with_reports` only."""
    return [_due(home, row, RULES[row["rule"]], today) for row in home.reports_to_send if _asks(row["rule"])]


def report_status(report: Report, done_on: date, today: date) -> DueStatus:
    """Where a report stands that nobody sent yet."""
    return due_status_by(report.due(done_on), today=today, soon=DueReport.soon)


def _asks(key: str) -> bool:
    return key in RULES and RULES[key].report is not None


def _due(home: Home, row: dict, rule: Rule, today: date) -> DueReport:
    done_on = date.fromisoformat(row["on"])
    noted_on = timezone.localdate(datetime.fromisoformat(row["at"]))
    return DueReport(home, row["key"], rule, rule.report, done_on, noted_on, report_status(rule.report, done_on, today))
