"""Actions that were raised at visits, each still to be done or done already."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from duties.law import DueState, DueStatus, due_status_by
from duties.models import DutyDone, VisitAction
from homes.models import Home
from people.templatetags.people import day

ROW = JSONObject(
    key="pk",
    what="what",
    responsible="responsible",
    visit="visit__done_on",
    due="due_on",
    done="done_on",
    at="raised_at",
)


@dataclass(frozen=True)
class DueAction:
    """An action of a visit. What is to be done stands on pages alone: mails and calendars say only that it is there."""

    home: Home
    key: int
    what: str
    responsible: str
    visited_on: date
    done_on: date | None
    noted_on: date
    due_status: DueStatus

    page = "duties:home_duties"
    soon = 7  # days before its day
    rule_key = ""
    own = None
    name = "Action raised at a visit"

    @classmethod
    def of(cls, action: VisitAction, home: Home, today: date) -> "DueAction":
        """From a row with its visit."""
        about = (home, action.pk, action.what, action.responsible, action.visit.done_on, action.done_on)
        return cls(*about, timezone.localdate(action.raised_at), _status(action.due_on, action.done_on, today))

    @property
    def slug(self) -> str:
        return f"action-{self.key}"

    @property
    def source(self) -> str:
        return f"Raised at the visit of {day(self.visited_on)}, for {self.responsible}"

    @property
    def sentence(self) -> str:
        return "What is to be done stands on the home’s page."


def with_actions(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with the actions that are not done yet, in the homes' one query."""
    still = VisitAction.objects.filter(visit__home=OuterRef("pk"), done_on=None)
    return homes.annotate(actions_to_do=ArraySubquery(still.values(json=ROW)))


def actions_of_home(home: Home, today: date) -> list[DueAction]:
    """What is to be done, the first day first; from `with_actions` only."""
    return [_action(home, row, today) for row in home.actions_to_do]


def with_raised(visits: QuerySet[DutyDone]) -> QuerySet[DutyDone]:
    """Days on which duties were done, with the actions raised on each, in their one query."""
    return visits.annotate(raised=ArraySubquery(VisitAction.objects.filter(visit=OuterRef("pk")).values(json=ROW)))


def actions_of_visits(home: Home, visits: list[DutyDone], today: date) -> list[DueAction]:
    """All actions of one home's visits, from `with_raised`: those to be done first, the first day first."""
    found = [_action(home, row, today) for visit in visits for row in visit.raised]
    return sorted(found, key=lambda action: (action.done_on is not None, action.due_status.due, action.key))


def _status(due_on: date, done_on: date | None, today: date) -> DueStatus:
    """Where an action stands; once it was done it is in order."""
    if done_on:
        return DueStatus(DueState.IN_ORDER, due_on, done_on)
    return due_status_by(due_on, today=today, soon=DueAction.soon)


def _action(home: Home, row: dict, today: date) -> DueAction:
    done_on = row["done"] and date.fromisoformat(row["done"])
    return DueAction(
        home,
        row["key"],
        row["what"],
        row["responsible"],
        visited_on=date.fromisoformat(row["visit"]),
        done_on=done_on,
        noted_on=timezone.localdate(datetime.fromisoformat(row["at"])),
        due_status=_status(date.fromisoformat(row["due"]), done_on, today),
    )
