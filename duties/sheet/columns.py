"""Which column is which, under whatever name and in whatever order."""

from dataclasses import dataclass

from cleaning.text import one_line
from sheets.table import FilledRow, FilledTable, read_table

NAMES = {
    "home": ("Home", "URN", "Home URN", "Number", "Registration", "Alias"),
    "duty": ("Duty", "Regulation", "Reg", "What was done"),
    "done_on": ("Done on", "Date done", "Completed on", "Done", "Completed", "Date", "Day"),
    "valid_until": ("Valid until", "Expires on", "Expiry date", "Expiry", "Expires"),
    "note": ("Note", "Notes", "Comment", "Comments"),
}
COLUMNS = {field: names[0] for field, names in NAMES.items()}
NEEDED = ("home", "duty", "done_on")
MOST_ROWS = 5000
NO_HEADINGS = (
    "No row of this file has the headings “Home”, “Duty” and “Done on”. Take the sheet that we offer, or name three "
    "columns so."
)


@dataclass(frozen=True)
class Entry:
    """One row as typed: its number in a spreadsheet program, its cells, and a sentence where it is wrong as a whole."""

    row: int
    home: str
    duty: str
    done_on: str
    note: str = ""
    valid_until: str = ""
    problem: str = ""


def table_of(raw: bytes) -> FilledTable:
    """The rows below the headings that have something in them.

    Raises NotASheet for what is no such sheet, and for one with a column about children: nothing of it is read.
    """
    return read_table(raw, NAMES, NEEDED, missing=NO_HEADINGS, most_rows=MOST_ROWS)


def entries_of(table: FilledTable) -> list[Entry]:
    return [_entry(row) for row in table.rows]


def _entry(row: FilledRow) -> Entry:
    return Entry(row.row, **{field: one_line(row.cells.get(field, "")) for field in COLUMNS}, problem=row.problem)
