"""Numbers in a text that say nowhere where they come from, without a database."""

import re
from collections.abc import Iterator

from publishing.richtext.figure_uses import LINK as FIGURE
from publishing.richtext.markup import plain

SOURCE = re.compile(r'<a href="https?://[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
SOURCED = "\u241e"  # a sign that nobody writes and that cleaning leaves, in the place of a link
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+|\n\s*\n")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    *("December", "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref"),
    *("Tachwedd", "Rhagfyr"),
)
MONTH = rf"(?:{'|'.join(MONTHS)})\b"
PERCENT = r"(?:%|per\s?cent\b|y\s?cant\b)"
LARGE = r"(?:million|billion|miliwn|biliwn|bn|m|k)\b"
NO_COUNT = re.compile(
    "|".join(
        (
            r"\b(?:https?://|www\.)\S+|\S+@\S+",
            rf"\b\d{{1,2}}(?:st|nd|rd|th|af|ail|ydd|fed|eg)?\s{MONTH}(?:\s\d{{4}})?",
            r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
            r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:\.\d{2})?\s?(?:am|pm|yb|yh)\b",
            r"(?<!\w)(?:\+44|0)[\d ()-]{8,}\d\b",
            # Years, school years, decades, and instruments numbered within a year.
            rf"(?<![£€$\d.,])\b(?:19|20)\d{{2}}(?:[-–/]\d{{2,4}}|au|s)?\b(?![.,]\d|\s?(?:{PERCENT}|{LARGE}))",
        )
    ),
    re.IGNORECASE,
)
COUNT = re.compile(
    "|".join(
        (
            rf"[£€$]\s?\d[\d,]*(?:\.\d+)?(?:\s?{LARGE})?",
            rf"(?<![\w.-])\d[\d,]*(?:\.\d+)?\s?(?:{PERCENT}|{LARGE})",
            r"(?<![\w.-])(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.\d+)?(?!\w)",
        )
    ),
    re.IGNORECASE,
)


def unsourced(body: str, notes: str) -> list[str]:
    """Amounts, percentages and larger numbers of a body, as printed, of which nothing says the source.

    A figure of the portal has one. So has a number whose sentence carries a link, or that the notes to editors repeat;
    notes with a link of their own stand for all.
    """
    if SOURCE.search(notes):
        return []
    known = {_normalised(number) for number in numbers_in(plain(notes))}
    words = SOURCE.sub(rf"\1{SOURCED}", FIGURE.sub(" ", body.replace(SOURCED, "")))
    bare = (sentence for sentence in SENTENCE_END.split(plain(words)) if SOURCED not in sentence)
    found = {_normalised(number): number for sentence in bare for number in numbers_in(sentence)}
    return [number for normalised, number in found.items() if normalised not in known]


def numbers_in(words: str) -> Iterator[str]:
    """Amounts, percentages and numbers from 100, in order; no years, dates, times or telephone numbers."""
    for found in COUNT.finditer(NO_COUNT.sub(" ", words)):
        yield " ".join(found[0].split()).rstrip(",")


def _normalised(number: str) -> str:
    """The same for “83%” and “83 per cent”."""
    return re.sub(PERCENT, "%", number.lower()).replace(" ", "")
