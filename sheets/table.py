"""The table of a sheet that people fill in, whatever it is about: its rows by field, and what of it is not read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from openpyxl.utils import get_column_letter

from sheets.headings import Names, Places, headings_at, letters, places_of
from sheets.problems import NotASheet
from sheets.reading import MOST_ROWS, read_sheets
from sheets.sheet import Sheet, SheetRow
from sheets.writing import plain

SLIPPED = (
    "This row has text to the right of the last heading: a cell holds a comma without quotation marks round it, or a "
    "column has no heading. Correct it."
)


@dataclass(frozen=True)
class FilledRow:
    """The cells of a row by field, as typed; `problem` is a sentence about the row as a whole."""

    row: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class FilledTable:
    """The rows below the headings. `unread` names the columns that are not read, `notes` say what else to know."""

    rows: list[FilledRow]
    unread: list[str]
    notes: list[str]


def read_table(
    raw: bytes, names: Names, needed: Iterable[str], *, missing: str, most_rows: int = MOST_ROWS
) -> FilledTable:
    """The first sheet of a file with headings for the needed fields, in any order and below any title.

    Raises NotASheet for what is no sheet, with the sentence `missing` where no row has those headings, for a heading
    that stands twice, and for a column about children: nothing of the file is read then.
    """
    sheets = read_sheets(raw, most_rows=most_rows)
    for sheet in sheets:
        found = headings_at(sheet.rows, names, needed)
        if found:
            others = [f"“{other.name}”" for other in sheets if other is not sheet and other.rows]
            return _table(sheet, *found, others, partial(_says, names, found[1]))
    raise NotASheet(missing)


def _says(names: Names, places: Places, row: SheetRow) -> bool:
    return places_of(row.cells, names) == places


def table_below(sheet: Sheet, at: int, places: Places) -> FilledTable:
    """The rows below the headings of the row `at`, where a person said what stands in which column."""
    headings = [letters(cell) for cell in sheet.rows[at].cells]
    return _table(sheet, at, places, [], lambda row: [letters(cell) for cell in row.cells] == headings)


def _table(
    sheet: Sheet, at: int, places: Places, others: list[str], is_heading: Callable[[SheetRow], bool]
) -> FilledTable:
    headings = [" ".join(cell.split()) for cell in sheet.rows[at].cells]
    # Without the headings, which some programs repeat on each page.
    below = [row for row in sheet.rows[at:] if not is_heading(row)]
    # A cell too many in a CSV file is a slip, after which no cell stands where it should; in a workbook it is a note.
    width = None if sheet.name else max(place for place, heading in enumerate(headings, start=1) if heading)
    unread = [heading for place, heading in enumerate(headings) if heading and place not in places.values()]
    notes = [
        f"Cells under “{headings[place]}” are merged: each of their rows was read with the same words."
        for place in sorted({place for row in below for place in row.down} & set(places.values()))
    ]
    if others:
        notes.append(f"Of this file, the sheet “{sheet.name}” was read. Not read: {', '.join(others)}.")
    rows = [_row(row, places, width) for row in below]
    return FilledTable(rows, [*unread, *_without_heading(headings, below)], notes)


def _row(row: SheetRow, places: Places, width: int | None) -> FilledRow:
    cells = {name: plain(row.cells[at]).strip() if at < len(row.cells) else "" for name, at in places.items()}
    slipped = width is not None and any(cell.strip() for cell in row.cells[width:])
    return FilledRow(row.row, cells, row.problem or (SLIPPED if slipped else _across(row, places)))


def _across(row: SheetRow, places: Places) -> str:
    for first, last in row.across:
        if sum(first <= place <= last for place in places.values()) > 1:
            cells = f"{get_column_letter(first + 1)}{row.row} to {get_column_letter(last + 1)}{row.row}"
            return f"The cells {cells} are merged into one. Part them, and write into each what it means."
    return ""


def _without_heading(headings: Sequence[str], below: Sequence[SheetRow]) -> Iterable[str]:
    filled = {place for row in below for place, cell in enumerate(row.cells) if cell.strip()}
    bare = (place for place in sorted(filled) if place >= len(headings) or not headings[place])
    return (f"column {get_column_letter(place + 1)}, which has no heading" for place in bare)
