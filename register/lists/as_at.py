"""The date a list stands for: "as at 31 March 2025" above its headings, or in the name of its file."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable
from datetime import date

from register.lists.problems import NotARegister

MONTHS = {month_name[number].lower()[:3]: number for number in range(1, 13)}
FIRST_LIST = date(2007, 4, 1)
YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
IN_WORDS = re.compile(rf"\b(?:as )?at (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>[a-z]+) {YEAR}", re.IGNORECASE)
IN_NAME = re.compile(
    rf"(?<![a-z])at[ _-]+(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ _-]*)?(?P<month>[a-z]{{3,9}})[ _-]*{YEAR}",
    re.IGNORECASE,
)


def as_at_in_words(texts: Iterable[str]) -> date | None:
    """The one date that the cells of a row say the list stands for; None when they say none, or two that differ."""
    found = _dates(texts)
    return found.pop() if len(found) == 1 else None


def latest_in_words(texts: Iterable[str]) -> date | None:
    """The latest date that the cells of a row say: a list of changes between two dates stands for the second."""
    return max(_dates(texts), default=None)


def as_at_from_name(name: str) -> date | None:
    """The date in a file's name (provider_at_march_2016.csv: 31 March 2016), or None.

    Without a day it is the last of the month: Ofsted's yearly lists are "as at 31 March": docs/domain.md, “Ofsted’s
    lists”.
    """
    match = IN_NAME.search(name)
    return _date(match) if match else None


def check_day(day: date, today: date) -> None:
    """Raise NotARegister for a day on which no list can stand: one to come, or one before Ofsted's first."""
    words = f"This list would be as at {day.day} {day:%B %Y}, "
    if day > today:
        raise NotARegister(f"{words}which is still to come. Correct the date, or load the file as Ofsted publishes it.")
    if day < FIRST_LIST:
        raise NotARegister(f"{words}and Ofsted has had the register since April 2007. Correct the date.")


def _dates(texts: Iterable[str]) -> set[date]:
    dates = (_date(match) for text in texts for match in IN_WORDS.finditer(" ".join(text.split())))
    return {found for found in dates if found}


def _date(match: re.Match[str]) -> date | None:
    word = match["month"].lower()
    month = MONTHS.get(word[:3])
    if month is None or not month_name[month].lower().startswith(word):
        return None
    year = int(match["year"])
    last = monthrange(year, month)[1]
    day = int(match["day"] or last)
    return date(year, month, day) if 1 <= day <= last else None
