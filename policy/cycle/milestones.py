"""What of a consultation falls on which day, as long as it is not done: for lists, the calendar and iCal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from policy.cycle.days import last_day
from policy.models import Consultation
from policy.models.consultation import OUTCOME_WITHIN
from policy.phases import Phase
from times import LONDON


class What(StrEnum):
    """In the order of a day."""

    OPENS = "opens"
    OUTCOME = "outcome due"
    MEMBERS = "members answer until"
    DRAFT = "draft due"
    SIGN_OFF = "sign-off due"
    CLOSES = "closes"


OF_WORK = {"draft": What.DRAFT, "sign-off": What.SIGN_OFF}
LATE = "Late"
TO_BE_DONE = (What.DRAFT, What.SIGN_OFF, What.OUTCOME)


@dataclass(frozen=True)
class Milestone:
    """What falls on a day (London)."""

    consultation: Consultation
    what: What
    on: date

    @property
    def is_late(self) -> bool:
        """Whether it was to be done by now, by us or by government."""
        return self.what in TO_BE_DONE and self.on < timezone.localdate()

    @property
    def month(self) -> str:
        """Under what it stands in a calendar."""
        return LATE if self.is_late else f"{self.on:%B %Y}"


def milestones(consultations: Iterable[Consultation]) -> list[Milestone]:
    """Those of consultations from `with_phase` and `with_work`: the first first, which is what is late."""
    order = list(What)
    found = [Milestone(each, what, on) for each in consultations for what, on in _days(each)]
    return sorted(found, key=lambda each: (each.on, order.index(each.what), each.consultation.pk))


def _days(consultation: Consultation) -> Iterator[tuple[What, date]]:
    phase = consultation.phase
    if phase == Phase.UPCOMING:
        yield What.OPENS, timezone.localdate(consultation.opens_at, LONDON)
    if phase == Phase.CLOSED:
        yield What.OUTCOME, timezone.localdate(consultation.closes_at + OUTCOME_WITHIN, LONDON)
    if phase not in (Phase.UPCOMING, Phase.OPEN):
        return
    if not consultation.our_deadline_passed:
        yield What.MEMBERS, last_day(consultation.internal_deadline)
    for what, on in consultation.work_due:
        yield OF_WORK[what], on
    yield What.CLOSES, last_day(consultation.closes_at)
