"""Days that a spreadsheet program wrote as numbers: 45747 is 31 March 2025."""

import re
from collections.abc import Collection
from datetime import date, timedelta

FIRST = date(1899, 12, 30)  # where programs begin to count
SERIAL = re.compile(r"[2-5][0-9]{4}(?:\.0+)?")  # from 1954 to 2064
COUNTED = "Its days are numbers of a spreadsheet program, counted from the end of 1899. Look at some of them."


def are_serials(texts: Collection[str]) -> bool:
    """Whether a column of days has numbers alone. Beside a day printed as one, nobody knows what a number is."""
    return bool(texts) and all(SERIAL.fullmatch(text) for text in texts)


def printed_as_day(text: str) -> str:
    """The day of a number, as lists print it; any other text as it is."""
    words = text.strip()
    return f"{FIRST + timedelta(days=int(words[:5])):%d/%m/%Y}" if SERIAL.fullmatch(words) else text
