"""Ofsted's own totals: the tables of counts that stand beside the lists of its workbook.

A list may leave some homes out, so its rows are no count of all: docs/domain.md, “Ofsted’s lists”. These tables are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.lists.headings import NOTES
from sheets import Sheet, SheetRow
from sheets.days import NoDay, read_day
from sheets.headings import letters


class PublishedMeasure(StrEnum):
    """What a total counts. Judgements of homes are the latest of each; those of inspections are all of a year's."""

    HOMES = "homes"
    PLACES = "places"
    HOMES_OUTSTANDING = "homes_outstanding"
    HOMES_GOOD = "homes_good"
    HOMES_REQUIRING_IMPROVEMENT = "homes_requiring_improvement"
    HOMES_INADEQUATE = "homes_inadequate"
    INSPECTIONS_OUTSTANDING = "inspections_outstanding"
    INSPECTIONS_GOOD = "inspections_good"
    INSPECTIONS_REQUIRING_IMPROVEMENT = "inspections_requiring_improvement"
    INSPECTIONS_INADEQUATE = "inspections_inadequate"


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A number of children's homes of all kinds on a day, or of their inspections in the year until it."""

    as_at: date
    measure: PublishedMeasure
    number: int
    table: str


TITLE = re.compile(r"Table (?P<number>[0-9]+[a-z]?)\s*[:.–-]\s*(?P<words>.+)", re.IGNORECASE)
PERIOD = re.compile(r"(?P<first>20[0-9]{2})\s*[-–/]\s*(?:20)?(?P<last>[0-9]{2})")
NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
# Letters of the titles and headings, which no year has printed alike to the last sign.
ALL_HOMES = "allchildrenshomes"
COUNTED = {"socialcareproviders": PublishedMeasure.HOMES, "socialcareplaces": PublishedMeasure.PLACES}
# The latest judgements of homes, and those of a year's inspections.
GRADES_OF = (("latestoveralleffectiveness", "forallchildrenshomes"), ("ofallchildrenshomeinspections",))
GRADED = {
    "outstanding": (PublishedMeasure.HOMES_OUTSTANDING, PublishedMeasure.INSPECTIONS_OUTSTANDING),
    "good": (PublishedMeasure.HOMES_GOOD, PublishedMeasure.INSPECTIONS_GOOD),
    "requiresimprovementtobegood": (
        PublishedMeasure.HOMES_REQUIRING_IMPROVEMENT,
        PublishedMeasure.INSPECTIONS_REQUIRING_IMPROVEMENT,
    ),
    "inadequate": (PublishedMeasure.HOMES_INADEQUATE, PublishedMeasure.INSPECTIONS_INADEQUATE),
}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of counts: its number, the letters of its title and headings, and the rows below these."""

    number: str
    title: str
    headings: Sequence[str]
    rows: Sequence[SheetRow]


def published_totals(sheets: Iterable[Sheet]) -> tuple[PublishedTotal, ...]:
    """The totals of children's homes of all kinds in the tables of a workbook, in their order; empty where it has none.

    A cell that is blank, a dash or not a number, and a row that does not say when, give none.
    """
    return tuple(total for sheet in sheets for table in _tables(sheet.rows) for total in _totals(table))


def _tables(rows: Sequence[SheetRow]) -> Iterator[_Table]:
    titles = [(at, title) for at, row in enumerate(rows) if (title := TITLE.match(_first(row)))]
    ends = [at for at, _ in titles[1:]] + [len(rows)]
    for (at, title), end in zip(titles, ends, strict=False):
        headings = [letters(cell) for cell in rows[at + 1].cells] if at + 1 < end else []
        yield _Table(title["number"], letters(title["words"]), headings, rows[at + 2 : end])


def _totals(table: _Table) -> Iterator[PublishedTotal]:
    columns = dict(_columns(table))
    for row in table.rows:
        as_at = _day(_first(row))
        for column, measure in columns.items():
            number = row.cells[column].strip() if column < len(row.cells) else ""
            if as_at and NUMBER.fullmatch(number):
                yield PublishedTotal(as_at, measure, int(number.replace(",", "")), table.number)


def _columns(table: _Table) -> Iterator[tuple[int, PublishedMeasure]]:
    """Which columns of a table count children's homes of all kinds, and what they count."""
    of_all = next((measure for words, measure in COUNTED.items() if words in table.title), None)
    graded = next((place for place, words in enumerate(GRADES_OF) if all(each in table.title for each in words)), None)
    for column, heading in enumerate(table.headings):
        if heading == ALL_HOMES and of_all:
            yield column, of_all
        elif heading in GRADED and graded is not None:
            yield column, GRADED[heading][graded]


def _first(row: SheetRow) -> str:
    return " ".join(row.cells[0].split()) if row.cells else ""


def _day(words: str) -> date | None:
    """The day of a row: 31/03/2025, "31 March 2015 [Note 3]", or the last of a year such as 2024-25."""
    bare = NOTES.sub(" ", words).strip()
    period = PERIOD.fullmatch(bare)
    if period:
        follows = (int(period["first"]) + 1) % 100 == int(period["last"])
        return date(int(period["first"]) + 1, 3, 31) if follows else None
    try:
        return read_day(bare)
    except NoDay:
        return None
