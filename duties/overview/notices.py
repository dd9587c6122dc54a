"""Notices to the regulator that are still to be given: of a manager's absence or return, and of changes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from duties.law import (
    Absence,
    DueStatus,
    LegalNotice,
    NoticeLaw,
    due_status_by,
    notice_of_change,
    notices_of,
)
from duties.models import ChangeToNotify, ManagerAbsence
from duties.overview.kinds import notice_law
from homes.models import Home

SOON = 14  # days; what is owed once it is expected is due soon from the day on which it was noted


@dataclass(frozen=True)
class DueNotice:
    """A notice of one home, of the "absence" or the "change" with this key."""

    home: Home
    of: str
    key: int
    law: NoticeLaw
    notice: LegalNotice
    noted_on: date
    soon: int  # so many days before its day
    due_status: DueStatus

    page = "duties:home_notices"

    @property
    def name(self) -> str:
        return self.notice.name

    @property
    def slug(self) -> str:
        return f"{self.notice.key}-{self.key}"

    @property
    def source(self) -> str:
        place = self.law.absence if self.of == "absence" and self.law.absence else self.law.change
        return f"{place.number}, {self.law.law}"

    @property
    def sentence(self) -> str:
        return self.notice.sentence


def with_notices(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes, from `with_kind`, with their absences and changes of which a notice may be owed, in their one query."""
    absences, changes = _open(ManagerAbsence), _open(ChangeToNotify)
    days = ("starts_on", "expected_back", "foreseen", "came_back", "notified_on", "return_notified_on")
    away = JSONObject(key="pk", noted_at="noted_at", **{name: name for name in days})
    changed = JSONObject(key="pk", noted_at="noted_at", kind="kind", happens_on="happens_on")
    return homes.annotate(
        absences_to_notify=ArraySubquery(absences.values(json=away)),
        changes_not_notified=ArraySubquery(changes.values(json=changed)),
    )


def notices_of_home(home: Home, today: date) -> list[DueNotice]:
    """What nobody noted as given, the most urgent first; from `with_notices` only."""
    due = [_of_absence(home, row, notice, today) for row in home.absences_to_notify for notice in _owed(row, today)]
    due += [_of_change(home, row, today) for row in home.changes_not_notified]
    return sorted(due, key=lambda notice: notice.due_status.urgency)


def _open(model) -> QuerySet:
    rows = model.objects.filter(home=OuterRef("pk")).order_by("pk")
    if model is ChangeToNotify:
        return rows.filter(notified_on=None)
    return rows.filter(Q(notified_on=None) | Q(came_back__isnull=False, return_notified_on=None))


def _owed(row: dict, today: date) -> list[LegalNotice]:
    absence = Absence(
        _day(row["starts_on"]), _day(row["expected_back"]), row["foreseen"], came_back=_day(row["came_back"])
    )
    given = {"absence": row["notified_on"], "return": row["return_notified_on"]}
    return [notice for notice in notices_of(absence, today) if given[notice.key] is None]


def _of_absence(home: Home, row: dict, notice: LegalNotice, today: date) -> DueNotice:
    return _due(home, "absence", row, notice_law(home), notice, today)


def _of_change(home: Home, row: dict, today: date) -> DueNotice:
    law = notice_law(home)
    notice = notice_of_change(row["kind"], _day(row["happens_on"]), law.when)
    return _due(home, "change", row, law, notice, today)


def _due(home: Home, of: str, row: dict, law: NoticeLaw, notice: LegalNotice, today: date) -> DueNotice:
    noted_on = _noted_on(row)
    soon = max(SOON, (notice.due - noted_on).days) if notice.once_expected else SOON
    due_status = due_status_by(notice.due, today=today, soon=soon)
    return DueNotice(home, of, row["key"], law, notice, noted_on, soon, due_status)


def _noted_on(row: dict) -> date:
    return timezone.localdate(datetime.fromisoformat(row["noted_at"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
