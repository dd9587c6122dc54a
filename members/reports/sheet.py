"""The tables of the report as sheets, with the day and the base of their numbers in the title and the first column."""

from collections.abc import Callable

from members.reports.reading import Report
from people.templatetags.people import day
from sheets.writing import Table

MONTH = ["As at", "Month", "Members on its last day", "Places", "Joined", "Came back"]
HOW = ["Resigned", "Ended by us", "Did not renew"]


def _months(report: Report) -> Table:
    rows = [
        [
            report.as_at,
            f"{month.first:%B %Y}",
            *(month.members, "–" if month.places is None else month.places, month.joined, month.returned),
            *(month.resigned, month.removed, month.not_renewed),
        ]
        for month in report.months
    ]
    return Table(f"By month, {day(report.as_at)}", [*MONTH, *HOW], rows)


def _years(report: Report) -> Table:
    rows = [[report.as_at, str(each.year), each.joined, each.still, each.share] for each in report.years]
    headings = ["As at", "Joined in", "Providers", "Members today", "Per cent"]
    return Table(f"By year of joining, {day(report.as_at)}", headings, rows)


def _money(report: Report) -> Table:
    rows = [[report.as_at, f"{each.first:%B %Y}", each.expected, each.received] for each in report.money]
    return Table(f"Money, {day(report.as_at)}", ["As at", "Month", "Falls due, pounds", "Received, pounds"], rows)


def _left(report: Report) -> Table:
    """One row for each, so that reasons can be counted anew."""
    rows = [[report.as_at, str(each.provider), each.last, each.how, each.why, each.words] for each in report.left]
    headings = ["As at", "Provider", "Last day of membership", "How", "Why", "In their words"]
    return Table(f"Who left since {day(report.months[0].first)}, {day(report.as_at)}", headings, rows)


def _risk(report: Report) -> Table:
    rows = [[report.as_at, each.name, "; ".join(each.reasons)] for each in report.at_risk]
    return Table(
        f"At risk, of {report.members} members, {day(report.as_at)}", ["As at", "Provider", "Why it may not stay"], rows
    )


TABLES: dict[str, Callable[[Report], Table]] = {
    "month": _months,
    "year": _years,
    "money": _money,
    "left": _left,
    "risk": _risk,
}
# What the file of each is called, before the day.
FILE_NAMES = {
    "month": "Members by month",
    "year": "Members by year of joining",
    "money": "Money by month",
    "left": "Who left and why",
    "risk": "Members at risk",
}
