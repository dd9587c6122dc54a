"""A person's duties as a calendar file (RFC 5545 and 7986). It names homes by alias alone: phones and servers keep it.

Entries are neither private (Outlook then hides what they say from whoever shares the calendar) nor busy time. The
same duty is the same entry for ever: it moves, with a higher sequence number.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vDuration

from cleaning.text import cleaned, one_line
from duties.law import DueState, months_after
from duties.models import DutyCalendar, PlannedVisit
from duties.overview import Changes, Due, Item
from people.association import association
from people.links import link_to
from people.templatetags.people import day
from times import LONDON

READ_AGAIN = timedelta(hours=6)
AHEAD = 12  # months
LATER = "Reckoned as if the time before is done on its last day. Done sooner, this one is due sooner."
SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # seconds since then fit the number (RFC 5545, 3.3.8) until 2088


def calendar_of(
    calendar: DutyCalendar, items: Iterable[Due], changes: Changes, today: date, planned: Iterable[PlannedVisit] = ()
) -> bytes:
    """Each duty and notice that has a day, overdue ones today, what follows in a year ahead, and planned visits.

    Visits as `plans_for` gives them.
    """
    file = Calendar.new(
        name="Duties",
        description="What falls due in the homes that you look after, with homes by their URN or alias.",
        uid=f"duties-{calendar.user_id}@{_host()}",
        url=link_to("duties:duty_list"),
        refresh_interval=READ_AGAIN,
    )
    file["prodid"] = f"-//{one_line(association().name)}//Portal//EN"
    file["refresh-interval"].params["value"] = "DURATION"  # which RFC 7986, 5.7 asks for
    file.add("x-published-ttl", vDuration(READ_AGAIN))  # the same, as Outlook reads it
    # A calendar holds at least one component (RFC 5545, 3.6), also where nothing is due.
    file.add_component(Timezone.from_tzid("Europe/London", first_date=today, last_date=today + timedelta(days=730)))
    for item in items:
        for number, due in enumerate(_days(item, today), 1):
            file.add_component(_event(item, number, due, changes.last(item), today))
    for visit in planned:
        file.add_component(_planned(visit))
    return file.to_ical()


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
        changed = max(changed, datetime.combine(today, time(), LONDON))
    on = max(due, today)
    lines = [f"{item.source}. {item.sentence}", LATER if number > 1 else f"Due by {day(due)}.", address]
    uid = f"duty-{item.home.pk}-{item.slug}-{number}"
    return _whole_day(uid, on, changed, summary=_summary(item, due, today), lines=lines, address=address)


def _planned(visit: PlannedVisit) -> Event:
    """The same entry for ever is that of a home and month, in which one visit is planned."""
    uid = f"visit-{visit.home_id}-{visit.planned_on:%Y-%m}"
    address = link_to("duties:home_duties", visit.home_id)
    summary = f"Planned visit: {visit.home}, by {visit.visitor}"
    return _whole_day(uid, visit.planned_on, visit.changed, summary=summary, lines=[address], address=address)


def _whole_day(uid: str, on: date, changed: datetime, *, summary: str, lines: list[str], address: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{_host()}")
    event.add("dtstamp", changed.astimezone(UTC))  # without a method, the time of the last revision (RFC 5545, 3.8.7.2)
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", int((changed - SEQUENCE_FROM).total_seconds()))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", one_line(summary))
    event.add("description", cleaned("\n".join(lines)))
    event.add("url", address)
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _summary(item: Due, due: date, today: date) -> str:
    named = f"{item.name}: {item.home}"
    return f"Overdue: {named} (was due by {day(due)})" if due < today else named


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname
