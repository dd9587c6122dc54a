"""The report as a table for a sheet, and as an accessible PDF. Both name homes by alias alone: boards pass files on."""

from datetime import datetime
from pathlib import Path

from duties.law import DueState
from duties.report.report import Report, ReportRow, Sending
from people.templatetags.people import day, moment
from sheets.writing import Table
from typesetting.compiling import compiled

TEMPLATE = Path(__file__).with_name("report.typ")
HEADINGS = [
    "Home",
    "Duty",
    "Source",
    "Times done",
    "Of these late",
    "Reports late",
    "Days",
    "State at the end",
    "Due",
    "Done last",
]


def table_of_report(report: Report) -> Table:
    """A row for each duty of each home."""
    return Table("Duties", HEADINGS, [_cells(line) for line in report.lines])


def pdf_of(report: Report, made_at: datetime) -> bytes:
    """An accessible PDF (PDF/UA-1): what was overdue at the end, then everything."""
    values = {
        "title": f"Duties from {day(report.first)} to {day(report.last)}",
        "provider": str(report.provider),
        "made": f"Made {moment(made_at)} from what the provider’s people kept in the portal.",
        "facts": _facts(report),
        "overdue": [_row(line) for line in report.overdue],
        "all": [_row(line) for line in report.lines],
    }
    return compiled(TEMPLATE, values, made_at=made_at, format="pdf", pdf_standards=["ua-1"])


def _cells(line: ReportRow) -> list:
    due_status = line.due_status
    return [
        *(line.home, line.item.name, line.item.source, len(line.done), line.late, line.sent_late, _days(line)),
        *(due_status.state.value, due_status.due, due_status.last),
    ]


def _row(line: ReportRow) -> list[str]:
    due = f", due by {day(line.due_status.due)}" if line.due_status.due else ""
    done = _days(line) or "Not in this period"
    return [line.home, line.item.name, done, f"{line.due_status.state}{due}"]


def _days(line: ReportRow) -> str:
    """Each day; of what comes often how many there were, and those that were late."""
    if not line.item.comes_often or not line.done:
        return ", ".join(_in_words(doing) + _report_in_words(line.sent.get(doing.on)) for doing in line.done)
    late = ", ".join(day(doing.on) for doing in line.done if doing.late)
    return f"{len(line.done)} days" + (f", late on {late}" if late else "")


def _report_in_words(sending: Sending | None) -> str:
    if sending is None:
        return ""
    late = ", late" if sending.late else ""
    if sending.sent_on:
        return f" (report sent on {day(sending.sent_on)}{late})"
    return f" (report not sent, due by {day(sending.due)}{late})"


def _in_words(doing) -> str:
    return f"{day(doing.on)} (late)" if doing.late else day(doing.on)


def _facts(report: Report) -> list[str]:
    states = [f"{state.value}: {report.counts[state]}" for state in DueState if report.counts[state]]
    return [
        f"Done in the period: {report.done} times, {report.late} of them late.",
        f"Reports on what was done that were late, or not sent in time by the end: {report.sent_late}.",
        f"At its end, of {len(report.lines)} duties: {'; '.join(states)}." if states else "No home has a duty.",
    ]
