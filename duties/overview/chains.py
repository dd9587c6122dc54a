"""What was done, written and sent, as one chain: what pages show of each day on which a duty was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duties.law import DueStatus
from duties.models import DutyDone
from duties.overview.reports import report_status

SHOWN = 12  # of those that were sent, the newest


@dataclass(frozen=True)
class Chain:
    """A day on which a duty was done, with its report: where that stands, or None once it was sent."""

    done: DutyDone
    due: date
    due_status: DueStatus | None


def chains_of(done: Iterable[DutyDone], today: date) -> list[Chain]:
    """The chains of one duty: first those that are not sent yet, the oldest first, then the newest that were."""
    asked = [_chain(row, today) for row in done if row.report]
    open_ones = sorted((chain for chain in asked if chain.due_status), key=lambda chain: chain.due)
    sent = sorted((chain for chain in asked if not chain.due_status), key=lambda chain: chain.due, reverse=True)
    return open_ones + sent[:SHOWN]


def _chain(row: DutyDone, today: date) -> Chain:
    due_status = None if row.sent_on else report_status(row.report, row.done_on, today)
    return Chain(row, row.report.due(row.done_on), due_status)
