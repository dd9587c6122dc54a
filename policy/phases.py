"""The phase of a consultation, read off its dates. Without Django or a database.

As on GOV.UK, an outcome counts only once the consultation has closed. One that was withdrawn or left behind has lapsed:
a new administration need not answer its predecessor's consultation (Cabinet Office, 17 September 2024).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Phase(StrEnum):
    """In the order in which staff work on them."""

    OPEN = "open"
    UPCOMING = "upcoming"
    CLOSED = "closed, awaiting outcome"
    OUTCOME = "outcome"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Dates:
    """What the phase is read off. It is open from `opens_at` on, and no longer at `closes_at`."""

    opens_at: datetime
    closes_at: datetime
    outcome_on: date | None = None
    lapsed_on: date | None = None


def phase_at(dates: Dates, now: datetime) -> Phase:
    """The phase at an instant."""
    if dates.lapsed_on:
        return Phase.LAPSED
    if now < dates.opens_at:
        return Phase.UPCOMING
    if now < dates.closes_at:
        return Phase.OPEN
    return Phase.OUTCOME if dates.outcome_on else Phase.CLOSED
