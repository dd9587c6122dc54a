"""Marking the visits of one month in many homes at once: all of them, or none."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from duties.actions.done import check_day
from duties.law import VISITS
from duties.models import DutyDone
from duties.overview import Item, asks_report, duties_overview
from duties.visits import field_of
from history import audit_reason
from homes.models import Home
from people.models import User


@transaction.atomic
def mark_visits(*, days: dict[int, date], month: date, today: date, by: User) -> int:
    """Keep a day of a month for each of these homes, by their ids; gives how many are new. The second time none is.

    Raises PermissionDenied unless the user may edit each of them, and ValidationError with a sentence for each home
    whose day cannot be it.
    """
    rows = duties_overview(Home.objects.editable_by(by).filter(pk__in=days), today)
    items = {row.home.pk: item for row in rows for item in row.items if item.rule_key in VISITS}
    if items.keys() != days.keys():
        raise PermissionDenied
    faults = {field_of(pk): why for pk, item in items.items() if (why := _why_not(item, days[pk], month, today))}
    if faults:
        raise ValidationError(faults)
    made = [_done(items[pk], day, by) for pk, day in days.items()]
    known = set(DutyDone.objects.filter(home__in=days, rule__in=VISITS).values_list("home", "done_on"))
    new = [row for row in made if (row.home_id, row.done_on) not in known]
    with audit_reason("Marked for many homes"):
        DutyDone.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _why_not(item: Item, day: date, month: date, today: date) -> str:
    if (day.year, day.month) != (month.year, month.month):
        return f"Write a day in {month:%B %Y}."
    if item.off:
        return "The visit is switched off for this home. Switch it on first."
    try:
        check_day(item, day, today)
    except ValidationError as fault:
        return " ".join(fault.messages)
    return ""


def _done(item: Item, day: date, by: User) -> DutyDone:
    return DutyDone(home=item.home, rule=item.rule_key, done_on=day, by=by, report_asked=asks_report(item, day))
