"""Notices of a manager's absence that are still to be given, as calendars and mails take them: like duties."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from duties.law import AbsenceNotice, DueState, DueStatus
from duties.models import ManagerAbsence
from homes.models import Home


@dataclass(frozen=True)
class DueNotice:
    """A notice to Ofsted of one absence at one home."""

    home: Home
    absence: ManagerAbsence
    notice: AbsenceNotice
    due_status: DueStatus

    page = "duties:home_notices"
    source = "Regulation 48, Children’s Homes (England) Regulations 2015 (SI 2015/541)"
    soon = 14  # days before its day

    @property
    def name(self) -> str:
        return self.notice.name

    @property
    def slug(self) -> str:
        return f"{self.notice.key}-{self.absence.pk}"

    @property
    def sentence(self) -> str:
        return self.notice.sentence


def notices_due(homes: QuerySet[Home], today: date) -> list[DueNotice]:
    """The notices of these homes that the law asks for and nobody noted as given: one query for any number.

    Whoever gets the answer may know of these homes' managers: give homes by `own`.
    """
    absences = ManagerAbsence.objects.filter(home__in=homes).select_related("home__registration")
    return [
        DueNotice(away.home, away, notice, DueStatus(_state(notice.due, today), notice.due))
        for away in absences
        for notice, given in away.notices(today)
        if given is None
    ]


def _state(due: date, today: date) -> DueState:
    if due < today:
        return DueState.OVERDUE
    return DueState.DUE_SOON if due - today <= timedelta(days=DueNotice.soon) else DueState.IN_ORDER
