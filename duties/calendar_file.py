"""A calendar file (RFC 5545 and 7986) of what falls on which day for a person: phones and servers keep it.

Entries are neither private (Outlook then hides what they say from whoever shares the calendar) nor busy time. The
same thing is the same entry for ever: it moves, with a higher sequence number.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string
from icalendar import Calendar, Event, Timezone, vDuration

from cleaning.text import cleaned, one_line
from duties.models import DutyCalendar
from people.association import association
from people.links import link_to
from people.models import User
from times import LONDON

READ_AGAIN = timedelta(hours=6)
SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # seconds since then fit the number (RFC 5545, 3.3.8) until 2088


def entries_of(user: User, today: date) -> Iterator[Event]:
    """What each layer has for a person who may sign in: `settings.CALENDAR_ENTRIES`."""
    for path in settings.CALENDAR_ENTRIES if user.is_active else ():
        yield from import_string(path)(user, today)


def calendar_of(calendar: DutyCalendar, entries: Iterable[Event], today: date) -> bytes:
    """A person's entries as a file."""
    file = Calendar.new(
        name="Duties and deadlines",
        description="What falls due for you in the portal, with homes by their URN or alias.",
        uid=f"duties-{calendar.user_id}@{_host()}",
        url=link_to("duties:duty_subscription"),
        refresh_interval=READ_AGAIN,
    )
    file["prodid"] = f"-//{one_line(association().name)}//Portal//EN"
    file["refresh-interval"].params["value"] = "DURATION"  # which RFC 7986, 5.7 asks for
    file.add("x-published-ttl", vDuration(READ_AGAIN))  # the same, as Outlook reads it
    # A calendar holds at least one component (RFC 5545, 3.6), also where nothing is due.
    file.add_component(Timezone.from_tzid("Europe/London", first_date=today, last_date=today + timedelta(days=730)))
    for entry in entries:
        file.add_component(entry)
    return file.to_ical()


def at_midnight(today: date) -> datetime:
    """When what is overdue has moved to a day."""
    return datetime.combine(today, time(), LONDON)


def whole_day(uid: str, on: date, changed: datetime, *, summary: str, lines: list[str], address: str) -> Event:
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


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname
