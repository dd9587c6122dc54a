"""A person's duties as a calendar file (RFC 5545). It names homes by alias alone: phones and other servers keep it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from homes.board import DueNotice, Item
from homes.duties import State
from people.association import association
from people.cleaning.text import cleaned, one_line

READ_AGAIN = timedelta(hours=6)


def calendar_of(items: Iterable[Item | DueNotice], now: datetime) -> bytes:
    """One event of a whole day for each duty or notice that has a day, the same event as long as its day stands."""
    calendar = Calendar.new(name="Duties", refresh_interval=READ_AGAIN)
    calendar["prodid"] = f"-//{association().name}//Portal//EN"
    for item in items:
        if item.standing.due:
            calendar.add_component(_event(item, now))
    return calendar.to_ical()


def _event(item: Item | DueNotice, now: datetime) -> Event:
    address = settings.BASE_URL + reverse(item.page, args=[item.home.pk])
    late = "Overdue: " if item.standing.state == State.OVERDUE else ""
    event = Event()
    event.add("uid", f"duty-{item.home.pk}-{item.slug}-{item.standing.due}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", item.standing.due)
    event.add("dtend", item.standing.due + timedelta(days=1))
    event.add("summary", one_line(f"{late}{item.name}: {item.home}"))
    event.add("description", cleaned(f"{item.source}. {item.sentence}\n{address}#{item.slug}"))
    event.add("url", f"{address}#{item.slug}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a day on which something is due is no day on which one is busy
    return event
