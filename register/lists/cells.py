"""One cell in, one value out. Each function takes the text of a cell, None when blank, and raises Unreadable."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from register.lists.codes import Status, canonical
from register.lists.problems import Unreadable
from sheets.headings import letters

URN = re.compile(r"SC[0-9]{6}|[0-9]{6,7}")
DATE = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>(?:19|20)[0-9]{2})")
ISO_DATE = re.compile(r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
COUNT = re.compile(r"[0-9]{1,4}|[0-9],[0-9]{3}")
NOTHING = {"", "redacted", "null"}
# Characters that are kept. The longest owner so far has 79.
LONGEST = {
    "owner": 200,
    "reason": 255,
    "provision_type": 80,
    "service_category": 80,
    "joiner_status": 80,
    "leaver_status": 80,
    "event_number": 20,
    "sector": 30,
    "region": 40,
    "local_authority": 60,
    "event_type": 60,
    "previous_event_type": 60,
    "previous_event_number": 20,
}
YES = {"yes", "y", "shortbreaksonly", "shortbreakonlychildrenshome", "shortbreaksonlychildrenshome"}
NO = {"no", "n", "0", "longtermcareonly", "shortbreaksandlongtermcare"}


def text(cell: str) -> str | None:
    """A cell as printed, its white space collapsed; None when it is blank, REDACTED or a stray NULL."""
    words = " ".join(cell.split())
    return None if words.casefold() in NOTHING else words


def check_lengths(printed: Mapping[str, str | None]) -> None:
    """Raise Unreadable for a cell that holds more than any of its kind: something else slipped into it."""
    for field, most in LONGEST.items():
        words = printed.get(field) or ""
        if len(words) > most:
            raise Unreadable(f"This cell has {len(words):,} characters, and at most {most} are read.", field)


def urn(words: str) -> str:
    """SC and six digits, seven digits, or six digits (secure training centres in 2014-15): docs/domain.md, “Codes”."""
    number = words.replace(" ", "").upper()
    if not URN.fullmatch(number):
        raise Unreadable("This is not a URN, which is SC and six digits, or six or seven digits.", "urn")
    return number


def status(words: str) -> Status:
    """A registration status. No other words are let through: in a row that slipped, this cell shows the home's name."""
    found = canonical(Status, words)
    if not isinstance(found, Status):
        raise Unreadable(f"The registration status is none of {', '.join(Status)}.", "status")
    return found


def day(words: str | None, field: str) -> date | None:
    """The date of a cell that may be empty."""
    return None if words is None else printed_day(words, field)


def printed_day(words: str, field: str) -> date:
    """A date as 31/03/2025, as in every list, or as 2025-03-31, which spreadsheet programs write."""
    match = DATE.fullmatch(words) or ISO_DATE.fullmatch(words)
    with suppress(ValueError):
        if match:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
    raise Unreadable("This is not a date of the form 31/03/2025.", field)


def count(words: str | None, field: str) -> int | None:
    """A number of places or premises."""
    if words is None:
        return None
    if not COUNT.fullmatch(words):
        raise Unreadable("This is not a whole number.", field)
    return int(words.replace(",", ""))


def name(words: str | None) -> str | None:
    """An owner's name. A spreadsheet program's nought is none: it stands where a formula found nothing."""
    return None if words == "0" else words


def flag(words: str | None, field: str) -> bool:
    """Yes or no in the words of any year: Y, Yes, "Short breaks only", the heading itself (2021-24), or blank.

    "Short breaks and long term care" (2017) is no: the column tells homes that give short breaks only.
    """
    key = letters(words or "n")
    if key not in YES | NO:
        raise Unreadable("This is neither a yes nor a no in the words of any list so far.", field)
    return key in YES
