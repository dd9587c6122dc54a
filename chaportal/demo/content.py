"""The words of the demo: TOML files beside this module."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from times import LONDON, parse_time

FOLDER = Path(__file__).parent / "content"


def read(name: str) -> dict:
    """The tables of one file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def day(days: int) -> date:
    """Today in London and so many days later; negative for earlier."""
    return timezone.localdate() + timedelta(days=days)


def at(days: int, clock: str) -> datetime:
    """A London time of day, so many days from today, as an instant. Clock changes are of no concern to the demo."""
    hours, _ = parse_time(clock) if clock else (time(9, 30), "")
    return datetime.combine(day(days), hours, tzinfo=LONDON)
