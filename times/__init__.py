"""Times as people type them: whole minutes in London, with the two nights a year when the clocks change."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
EARLIEST, LATEST = 2000, 2099  # a year outside is a slip of the finger
TIME_PATTERN = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*(bst|gmt)?$", re.IGNORECASE)


def parse_time(text: str) -> tuple[time, str]:
    """A time such as `09:30`, `9.30am`, `5pm` or `01:30 BST`, and the zone if one was named. Raises ValueError."""
    found = TIME_PATTERN.match(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute), (found[4] or "").upper()


def london(day: date, clock: time, zone: str = "") -> datetime:
    """The instant of a London wall-clock time, in UTC.

    Raises ValidationError for a time that the spring change skips, and for one that the autumn change repeats unless
    `zone` says which of the two (BST comes first).
    """
    wall = datetime.combine(day, clock)
    first, second = (wall.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    when = f"{clock:%H:%M} on {day.day} {day:%B %Y}"
    if first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != wall:
        raise ValidationError(f"{when} does not exist: the clocks go forward then. Choose an hour earlier or later.")
    if first.utcoffset() == second.utcoffset():
        if zone and zone != first.tzname():
            raise ValidationError(f"London is on {first.tzname()} at {when}, not {zone}. Leave the zone out.")
        return first.astimezone(UTC)
    if not zone:
        raise ValidationError(
            f"{when} happens twice: the clocks go back then. Write {clock:%H:%M} BST for the first or "
            f"{clock:%H:%M} GMT for the second."
        )
    return (first if zone == "BST" else second).astimezone(UTC)


class DayAndTimeWidget(forms.MultiWidget):
    template_name = "people/widgets/day_and_time.html"

    def __init__(self, attrs=None):
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
        clock = forms.TextInput(attrs={"size": 9, "class": "form-control", "autocomplete": "off"})
        super().__init__([day, clock], attrs)

    def decompress(self, value):
        if value is None:
            return [None, None]
        local = timezone.localtime(value, LONDON)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        return [local.date(), f"{local:%H:%M}{f' {local.tzname()}' if twice else ''}"]


class LondonTimeField(forms.MultiValueField):
    """A day and a time of day in London; gives an aware datetime in UTC."""

    widget = DayAndTimeWidget

    def __init__(self, **kwargs):
        fields = [
            forms.DateField(error_messages={"invalid": "Write the day as day, month, year, such as 4/6/2026."}),
            forms.CharField(),
        ]
        kwargs.setdefault("help_text", "London time, such as 09:30 or 5pm.")
        super().__init__(fields, **kwargs)

    def compress(self, data_list):
        if not data_list:
            return None
        day, text = data_list
        if not EARLIEST <= day.year <= LATEST:
            raise ValidationError(f"Check the year: {day.year} is too far away.")
        try:
            clock, zone = parse_time(text)
        except ValueError as fault:
            raise ValidationError("Write the time as hours and minutes, such as 09:30 or 5pm.") from fault
        return london(day, clock, zone)
