"""Planning the visits of one month in many homes at once, all of them or none, and who visits in place of another."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.models import PlannedVisit
from duties.overview import life_of
from duties.visits import VisitRow, day_field, grid_of, with_visits
from history import audit_reason
from homes.locks import editable_all
from homes.models import Home
from people.models import User
from people.templatetags.people import day

type Wanted = tuple[date, str] | None


@transaction.atomic
def plan_visits(*, plans: dict[int, Wanted], month: date, today: date, by: User) -> int:
    """Keep a day of a month and who visits on it for each of these homes, by their ids; None takes its plan away.

    Gives how many plans changed. Raises PermissionDenied unless the user may edit each home, and ValidationError with a
    sentence for each home whose day cannot be it.
    """
    editable_all(plans, by)  # two windows plan one after the other
    homes = with_visits(Home.objects.filter(pk__in=plans), month)
    rows = {row.home.pk: row for row in grid_of(homes, month, today).rows}
    planned = {plan.home_id: plan for plan in PlannedVisit.objects.filter(home__in=plans).in_month(month)}
    changed = {pk: want for pk, want in plans.items() if want != _wanted(planned.get(pk))}
    checked = {pk: _why_not(rows.get(pk), want[0], month, today) for pk, want in changed.items() if want}
    if faults := {day_field(pk): why for pk, why in checked.items() if why}:
        raise ValidationError(faults)
    _write(changed, planned, by)
    return len(changed)


@transaction.atomic
def change_visitor(*, old: str, new: str, today: date, by: User) -> int:
    """Let somebody else make all coming visits that one person is planned for; gives how many.

    Only in homes that the user may edit.
    """
    coming = PlannedVisit.objects.editable_by(by).filter(visitor=old, planned_on__gte=today).exclude(visitor=new)
    with audit_reason("Another visitor for all coming visits"):
        return coming.update(visitor=new, by=by)


def _wanted(planned: PlannedVisit | None) -> Wanted:
    return planned and (planned.planned_on, planned.visitor)


def _why_not(row: VisitRow | None, on: date, month: date, today: date) -> str:
    if row is None:
        return "No visit is asked of this home any more. Leave its day empty."
    if (on.year, on.month) != (month.year, month.month):
        return f"Write a day in {month:%B %Y}."
    if on < today:
        return "This day is over. If the visit took place, mark it; else plan a day to come."
    if not life_of(row.home).holds(on):
        return f"The home is not registered any more since {day(life_of(row.home).closed)}."
    return ""


def _write(changed: dict[int, Wanted], planned: dict[int, PlannedVisit], by: User) -> None:
    new = [_made(pk, want, by) for pk, want in changed.items() if want and pk not in planned]
    PlannedVisit.objects.bulk_create(new)
    other = [_moved(planned[pk], want, by) for pk, want in changed.items() if want and pk in planned]
    PlannedVisit.objects.bulk_update(other, ["planned_on", "visitor", "by"])
    gone = [planned[pk].pk for pk, want in changed.items() if want is None]
    with audit_reason("Taken away"):
        PlannedVisit.objects.filter(pk__in=gone).delete()


def _made(home: int, want: tuple[date, str], by: User) -> PlannedVisit:
    return PlannedVisit(home_id=home, planned_on=want[0], visitor=want[1], by=by)


def _moved(plan: PlannedVisit, want: tuple[date, str], by: User) -> PlannedVisit:
    plan.planned_on, plan.visitor = want
    plan.by = by
    return plan
