"""Which column is which, under whatever name and in whatever order."""

from dataclasses import dataclass

from homes.sheets.fields import letters
from homes.sheets.headings import below_headings
from people.cleaning.text import one_line
from people.sheets import read_sheets
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
    columns, rows = below_headings(read_sheets(raw, most_rows=MOST_ROWS), _columns, missing=NO_HEADINGS)
    return [_entry(row, columns) for row in rows]


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
