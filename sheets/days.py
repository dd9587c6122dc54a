"""A day as people and programs write it, for every reader of a sheet that people fill in.

The day stands before the month, as in Britain. What can be read in two ways is refused, with what to write instead.
"""

import re
from calendar import day_name, month_name
from datetime import date, datetime, timedelta

from times import LONDON

WELSH = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin")
WELSH += ("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr")
MONTHS = [(name.casefold(), number) for names in (month_name[1:], WELSH) for number, name in enumerate(names, start=1)]
EXAMPLE = "Write day, month and year, such as 4/6/2026 or 4 June 2026."
HOUR = re.compile(r"[T,\s]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|af|il|ydd|fed|ed|eg)\b", re.IGNORECASE)
OF = re.compile(r"\b(of|o)\b", re.IGNORECASE)
WEEKDAYS = {name.casefold()[:3]: at for at, name in enumerate(day_name)}
WEEKDAY = re.compile(rf"^({'|'.join(WEEKDAYS)})[a-z]*\.?,?\s+(?=.*\d)", re.IGNORECASE)
DASHES = str.maketrans("‐‑–−", "----")  # noqa: RUF001 - they are meant
# Spreadsheet programs count days from here; a number like 41226 may as well be 4/12/26 without its signs.
FIRST = date(1899, 12, 30)
COUNTED = re.compile(r"[2-6]\d{4}(\.\d+)?")
OF_A_MONTH = re.compile("0?[1-9]|1[0-2]")
OF_A_DAY_ALONE = re.compile("1[3-9]|2[0-9]|3[01]")  # and of no month
SHOWN = 40  # characters of a cell that a sentence repeats


class NoDay(ValueError):
    """This is no day; the message says what to write."""


def read_day(text: str) -> date:
    """The day that a cell says, its hour left out; an instant with its zone is a day in London. Raises NoDay."""
    text = " ".join(text.translate(DASHES).split())
    quoted = f"“{text if len(text) <= SHOWN else f'{text[:SHOWN]}…'}”"
    if (instant := _iso(text)) is not None:
        return instant
    bare = HOUR.sub("", text)
    if COUNTED.fullmatch(bare):
        return _counted(bare, quoted)
    weekday = WEEKDAY.match(bare)
    found = _parted(bare[weekday.end() :] if weekday else bare, quoted)
    if weekday and found.weekday() != WEEKDAYS[weekday[1].casefold()]:
        raise NoDay(f"{quoted} was a {day_name[found.weekday()]}. Write the right day, without the day of the week.")
    return found


def _iso(text: str) -> date | None:
    """`2026-09-01`, with an hour and a zone or without."""
    try:
        instant = datetime.fromisoformat(text)
        instant = instant.astimezone(LONDON) if instant.tzinfo else instant
    except (ValueError, OverflowError):
        return None
    return instant.date() if instant.year >= 1900 else None  # “10122011” is no year 1012


def _counted(text: str, quoted: str) -> date:
    if 1 <= int(text[1:3]) <= 12:
        raise NoDay(f"{quoted} is a number that could be several days. {EXAMPLE}")
    return FIRST + timedelta(days=int(text[:5]))


def _parted(text: str, quoted: str) -> date:
    text = OF.sub(" ", ORDINAL.sub("", text))
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    signs = {sign for sign in re.sub(r"[^\W_]", "", text) if not sign.isspace()}
    words = [place for place, part in enumerate(parts) if not part.isdecimal()]
    # Numbers are parted by one sign throughout: “1,2,2026” is a list, “1/2-2026” a slip.
    wrong_signs = signs - set("/.-,") or (not words and (len(signs) > 1 or "," in signs))
    if wrong_signs or len(words) > 1 or not all(_month(parts[place]) for place in words) or not 1 <= len(parts) <= 3:
        raise NoDay(f"{quoted} is no day. {EXAMPLE}")
    if len(parts) < 3:
        raise NoDay(f"{quoted} has no {_lacking(parts)}. {EXAMPLE}")
    year, month, day = _ordered(parts, words, quoted)
    number = _month(month) if words else int(month)
    try:
        return date(_full(year), number or 0, int(day))
    except (ValueError, OverflowError):
        raise NoDay(f"{quoted} is no day of any calendar. {EXAMPLE}") from None


def _ordered(parts: list[str], words: list[int], quoted: str) -> tuple[str, str, str]:
    """Year, month and day of three parts, one of which may be a month in words."""
    if len(parts[0]) == 4 and words in ([], [1]):
        return parts[0], parts[1], parts[2]
    if words == [2] or len(parts[2]) not in (2, 4):
        raise NoDay(f"{quoted} is no day. {EXAMPLE}")
    if words == [0]:
        return parts[2], parts[0], parts[1]
    if not words and OF_A_MONTH.fullmatch(parts[0]) and OF_A_DAY_ALONE.fullmatch(parts[1]):
        raise NoDay(
            f"{quoted} has the month first. Write the day first, in each row: {parts[1]}/{parts[0]}/{parts[2]}."
        )
    return parts[2], parts[1], parts[0]


def _lacking(parts: list[str]) -> str:
    with_year = any(len(part) == 4 and part.isdecimal() for part in parts)
    if len(parts) == 1:
        return "day and month" if with_year else "month and year" if "".join(parts).isdecimal() else "day and year"
    return "day" if with_year else "year"


def _full(year: str) -> int:
    """Of two figures: 69 and above are of the last century, as in POSIX."""
    return int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 69 else 2000)


def _month(word: str) -> int | None:
    """The month that a word, or three of its letters or more, names in English or Welsh."""
    bare = word.casefold()
    return next((number for name, number in MONTHS if len(bare) >= 3 and name.startswith(bare)), None)
