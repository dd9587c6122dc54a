"""Telling Ofsted of a manager's absence (regulation 48 of SI 2015/541): docs/domain.md, “Notices”."""

from dataclasses import dataclass
from datetime import date, timedelta

from duties.law.notice import LegalNotice
from duties.law.recurrence import months_after

LINK = "https://www.legislation.gov.uk/uksi/2015/541/regulation/48"
LONG_ABSENCE = timedelta(days=28)  # an unbroken absence of at least so long must be notified
WEEK = timedelta(days=7)
IF_PASSED = "If that day has passed, without delay."


@dataclass(frozen=True)
class Absence:
    """From which day, until which day (the first day back; None: nobody knows), and whether it was foreseen.

    `came_back` is the day of the return, once there was one.
    """

    starts: date
    expected_back: date | None = None
    foreseen: bool = True
    came_back: date | None = None

    @property
    def is_meant_to_be_long(self) -> bool:
        """Whether it was to last 28 days or more. One whose end nobody knows is taken to, until they are back."""
        back = self.expected_back or self.came_back
        return back is None or back - self.starts >= LONG_ABSENCE

    def has_become_long(self, today: date) -> bool:
        return (self.came_back or today) - self.starts >= LONG_ABSENCE


def notices_of(absence: Absence, today: date) -> list[LegalNotice]:
    """The notices that an absence needs; none for one that is shorter than 28 days."""
    if not (absence.is_meant_to_be_long or absence.has_become_long(today)):
        return []
    return [_of_absence(absence), *([_of_return(absence.came_back)] if absence.came_back else [])]


def _of_absence(absence: Absence) -> LegalNotice:
    return LegalNotice("absence", "Notice of the absence", *_due(absence))


def _due(absence: Absence) -> tuple[date, str]:
    if not absence.is_meant_to_be_long:
        return absence.starts + LONG_ABSENCE, "It has lasted 28 days, which was not foreseen: without delay."
    if absence.foreseen:
        return months_after(absence.starts, -1), f"One month before it begins, or later if Ofsted agreed. {IF_PASSED}"
    return absence.starts + WEEK, f"Unforeseen: within one week of its beginning. {IF_PASSED}"


def _of_return(day: date) -> LegalNotice:
    return LegalNotice("return", "Notice of the return", day + WEEK, "Not later than 7 days after the return.")
