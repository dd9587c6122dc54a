"""The tables of the report as sheets, with the day and the base of their numbers in the title and the first column."""

from collections.abc import Callable

from members.reports.reading import Report
from people.templatetags.people import day
from sheets.writing import Table

MONTH = ["As at", "Month", "Members on its last day", "Places", "Joined", "Came back", "Resigned", "Did not renew"]


def _months(report: Report) -> Table:
    rows = [
        [
            report.as_at,
            f"{month.first:%B %Y}",
            *(month.members, month.places, month.joined, month.returned, month.resigned, month.not_renewed),
        ]
        for month in report.months
    ]
    return Table(f"By month, {day(report.as_at)}", MONTH, rows)


def _years(report: Report) -> Table:
    rows = [[report.as_at, str(each.year), each.joined, each.still, each.share] for each in report.years]
    headings = ["As at", "Joined in", "Providers", "Members today", "Per cent"]
    return Table(f"By year of joining, {day(report.as_at)}", headings, rows)


def _money(report: Report) -> Table:
    rows = [[report.as_at, f"{each.first:%B %Y}", each.expected, each.received] for each in report.money]
    return Table(f"Money, {day(report.as_at)}", ["As at", "Month", "Falls due, pounds", "Received, pounds"], rows)


TABLES: dict[str, Callable[[Report], Table]] = {"month": _months, "year": _years, "money": _money}
