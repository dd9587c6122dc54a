"""Which column is which, under whatever name and in whatever order."""

from dataclasses import dataclass

from homes.sheets.fields import letters, speaks_of_children
from people.cleaning.text import one_line
from people.sheets import NotASheet, read_sheets
from people.sheets.writing import plain

COLUMNS = {"home": "Home", "duty": "Duty", "done_on": "Done on", "note": "Note"}
NAMES = {
    "home": {"home", "urn", "alias", "homeurn", "number", "registration"},
    "duty": {"duty", "regulation", "reg", "whatwasdone"},
    "done_on": {"doneon", "done", "date", "day", "datedone", "completed", "completedon"},
    "note": {"note", "notes", "comment", "comments"},
}
NEEDED = ("home", "duty", "done_on")
MOST_ROWS = 5000
HEADINGS_WITHIN = 10  # rows: titles and notes may stand above the headings
NO_HEADINGS = (
    "No row of this file has the headings “Home”, “Duty” and “Done on”. Take the sheet that we offer, or name three "
    "columns so."
)


@dataclass(frozen=True)
class Entry:
    """One row as typed: its number in a spreadsheet program, and its cells."""

    row: int
    home: str
    duty: str
    done_on: str
    note: str = ""


def entries_of(raw: bytes) -> list[Entry]:
    """The rows below the headings that have something in them.

    Raises NotASheet for what is no such sheet, and for one with a column about children: nothing of it is read.
    """
    for sheet in read_sheets(raw, most_rows=MOST_ROWS):
        for place, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
            if columns := _columns(row.cells):
                _refuse_children(row.cells)
                return [_entry(below, columns) for below in sheet.rows[place + 1 :]]
    raise NotASheet(NO_HEADINGS)


def _refuse_children(headings: list[str]) -> None:
    if wrong := [heading.strip() for heading in headings if speaks_of_children(heading)]:
        raise NotASheet(
            f"This file has columns that speak of children: {', '.join(wrong)}. The portal holds nothing about any "
            "child. Delete those columns and choose the file again."
        )


def _columns(cells: list[str]) -> dict[str, int] | None:
    """Where each field stands, the first of several; None where a needed one is missing."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for field, names in NAMES.items():
            if letters(cell) in names:
                found.setdefault(field, place)
    return found if all(field in found for field in NEEDED) else None


def _entry(row, columns: dict[str, int]) -> Entry:
    cells = {field: one_line(plain(row.cells[at])) for field, at in columns.items() if at < len(row.cells)}
    return Entry(row.row, **{field: cells.get(field, "") for field in COLUMNS})
