"""Words from which a child, a young person or a home could be recognised, without a database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.checklist.numbers import MONTH, MONTHS

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
URN = re.compile(r"\bSC\d{6}\b|(?<![£€$\d.,+-])\b\d{7}\b(?![.,]\d)", re.IGNORECASE)
NAME = r"(?P<name>[^\W\d_][\w’'-]+)"
OLDEST = 25  # care leavers have an adviser until then
AGE = r"(?P<age>\d{1,2})"
AGED = (
    re.compile(rf"\b{NAME}(?:,|\s\(|,?\s(?:who\s)?is|,?\ssy[’']n)\s?(?:aged\s)?{AGE}(?=[).,;:]|\s(?:years|oed)|\s*$)"),
    re.compile(rf"\b{NAME},?\s\(?(?:aged|yn)\s{AGE}\b"),
    re.compile(rf"\b{AGE}[-\s]year[-\s]old\s{NAME}"),
)
BIRTH = re.compile(
    rf"\b(?:date of birth|d\.?o\.?b\b|dyddiad geni)\S*(?:\s\d[\d/. ]+)?"
    rf"|\b(?:born|ganed|ganwyd|anwyd)(?:\s\w+){{0,2}}\s(?:\d{{1,2}}\S*\s{MONTH}(?:\s\d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})",
    re.IGNORECASE,
)
# Words with a capital that stand before a number and are nobody's name.
NO_NAMES = {
    *(month.lower() for month in MONTHS),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("children", "child", "boys", "girls", "people", "those", "anyone", "everyone", "plant", "plentyn", "pobl"),
    *("section", "regulation", "standard", "chapter", "part", "page", "table", "schedule", "question", "annex"),
    *("dydd", "adran", "rheoliad", "safon", "pennod", "rhan", "tudalen", "tabl", "atodlen", "cwestiwn", "atodiad"),
}


@dataclass(frozen=True)
class Trace:
    """Something that could tell who or where someone is: what it looks like, and the words."""

    kind: str
    words: str

    def __str__(self):
        return f"{self.kind} ({self.words})"


def could_identify(words: str) -> list[Trace]:
    """What in a plain text looks like a postcode, a registration number, a birthday, or a first name with an age."""
    return list(dict.fromkeys(_traces(words)))


def _traces(words: str) -> Iterator[Trace]:
    for kind, pattern in (
        ("a postcode", POSTCODE),
        ("a registration number", URN),
        ("a date of birth", BIRTH),
    ):
        yield from (Trace(kind, " ".join(found[0].split())) for found in pattern.finditer(words))
    for pattern in AGED:
        for found in pattern.finditer(words):
            name, age = found["name"], int(found["age"])
            if name[0].isupper() and name.lower() not in NO_NAMES and age <= OLDEST:
                yield Trace("a first name with an age", " ".join(found[0].split()))
