"""Numbers that a spreadsheet program changed: 01632 960001 loses its nought, 2835817 becomes 2.84E+06.

Repaired where one reading alone is possible; refused where figures are gone.
"""

import re
from collections.abc import Collection

from sheets.days import NoDay, read_day

# A program writes the sign: without it, “1E5” may be a name.
EXPONENT = re.compile(r"(\d)(?:[.,](\d+))?E\+(\d{1,3})", re.IGNORECASE)
POINT = re.compile(r"(\d+)\.0+")
AGAIN = "Format the column as text, then write it again."


class Changed(ValueError):
    """A program changed this cell so that nobody can say what stood there; the message says what to do."""


def whole(text: str) -> str:
    """The figures of a number that a program wrote as 2835817.0 or 2.835817E+06; any other text as it is.

    Raises Changed where figures are lost.
    """
    if point := POINT.fullmatch(text):
        return point[1]
    exponent = EXPONENT.fullmatch(text)
    if not exponent:
        return text
    behind = exponent[2] or ""
    if len(behind) != int(exponent[3]):
        raise Changed(f"A spreadsheet program shortened this number to “{text}”. {AGAIN}")
    return exponent[1] + behind


def words(text: str) -> str:
    """A text that no program has changed. Raises Changed for a shortened number, and for a day and nothing else."""
    whole(text)
    if re.search(r"\D", text) and _is_day(text):
        raise Changed(f"“{text}” is a day: a spreadsheet program may have made it of other words. {AGAIN}")
    return text


def telephone(text: str) -> str:
    """A telephone number with the nought or the plus that it lost; as typed where it lost none. Raises Changed."""
    number = whole(text)
    if re.fullmatch(r"[1235789]\d{9}|1\d{8}", number):
        return f"0{number}"
    return f"+{number}" if re.fullmatch(r"44[1235789]\d{8,9}", number) else words(number)


def postcode(text: str) -> str:
    """A postcode as typed. Raises Changed for numbers and days: each postcode begins with a letter."""
    if not text[:1].isalpha():
        raise Changed(f"“{text}” is no postcode: each begins with a letter, such as ZZ99 1ZZ. {AGAIN}")
    return words(text)


def register_number(text: str) -> str:
    """A number of a register in one spelling: capitals, no spaces, whole. Raises Changed."""
    return whole("".join(text.split()).upper())


def as_listed(number: str) -> set[str]:
    """How Ofsted may print what was typed: as it is, or with the SC and the noughts that people and programs drop."""
    return {number, f"SC{number:0>6}"} if number.isdecimal() else {number}


def one_of(number: str, known: Collection[str]) -> str | None:
    """Which of the known numbers this is, though a program took its noughts, or nobody typed the SC before them.

    None where it is none of them, or could be several.
    """
    if number in known:
        return number
    found = [each for each in known if number.isdecimal() and _bare(each) == _bare(number)]
    return found.pop() if len(found) == 1 else None


def _bare(number: str) -> str:
    return number.removeprefix("SC").lstrip("0")


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except NoDay:
        return False
    return True
