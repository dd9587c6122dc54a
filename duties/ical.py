"""A person's duties as entries of a calendar. They name homes by alias alone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from icalendar import Event

from duties.calendar_file import at_midnight, whole_day
from duties.law import DueState, months_after
from duties.models import PlannedVisit
from duties.overview import Changes, Due, Item, changes_of, items_for
from duties.visits import plans_for
from people.links import link_to
from people.models import User
from people.templatetags.people import day

AHEAD = 12  # months
LATER = "Reckoned as if the time before is done on its last day. Done sooner, this one is due sooner."


def entries(user: User, today: date) -> Iterator[Event]:
    """Each duty and notice that has a day, overdue ones today, what follows in a year ahead, and planned visits."""
    items = items_for(user, today)
    yield from entries_of_duties(items, changes_of(items), today)
    yield from map(_planned, plans_for(user, today))


def entries_of_duties(items: Iterable[Due], changes: Changes, today: date) -> Iterator[Event]:
    """Those of duties and notices."""
    for item in items:
        for number, due in enumerate(_days(item, today), 1):
            yield _event(item, number, due, changes.last(item), today)


def _days(item: Due, today: date) -> Iterator[date]:
    """When it is due next, and then for a year if each time is done on its last day, and what is overdue today.

    Of what comes often only when it is due next: each time of a year, of many homes, would fill every day.
    """
    due, until = item.due_status.due, months_after(today, AHEAD)
    if due:
        yield due
    while due and isinstance(item, Item) and not item.comes_often:
        due = item.recurrence.after(max(due, today))
        if due is None or due > until or not item.life.holds(due):
            return
        yield due


def _event(item: Due, number: int, due: date, changed: datetime, today: date) -> Event:
    address = f"{link_to(item.page, item.home.pk)}#{item.slug}"
    overdue = item.due_status.state == DueState.OVERDUE
    if overdue:  # it has moved at midnight
        changed = max(changed, at_midnight(today))
    on = max(due, today)
    lines = [f"{item.source}. {item.sentence}", LATER if number > 1 else f"Due by {day(due)}.", address]
    uid = f"duty-{item.home.pk}-{item.slug}-{number}"
    return whole_day(uid, on, changed, summary=_summary(item, due, today), lines=lines, address=address)


def _planned(visit: PlannedVisit) -> Event:
    """The same entry for ever is that of a home and month, in which one visit is planned."""
    uid = f"visit-{visit.home_id}-{visit.planned_on:%Y-%m}"
    address = link_to("duties:home_duties", visit.home_id)
    summary = f"Planned visit: {visit.home}, by {visit.visitor}"
    return whole_day(uid, visit.planned_on, visit.changed, summary=summary, lines=[address], address=address)


def _summary(item: Due, due: date, today: date) -> str:
    named = f"{item.name}: {item.home}"
    return f"Overdue: {named} (was due by {day(due)})" if due < today else named
