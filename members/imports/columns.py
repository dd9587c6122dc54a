"""Which sheet and which row holds the headings, and what each column seems to mean: proposed, for a person to say."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from difflib import get_close_matches
from hashlib import sha256

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from members.imports.fields import BY_NAME, NAMES
from sheets import NotASheet, Sheet, SheetRow, read_sheets
from sheets.children import refuse_children
from sheets.headings import WITHIN, Places, letters, places_of

MOST_ROWS = 5000
NEAR = 0.85  # of the letters of a heading that nobody has told us of
FITTING = 0.9  # of the cells that say something
EXAMPLES = 3
NOTHING_THERE = "This file has no row below its headings."


def find_table(raw: bytes) -> tuple[Sheet, int, list[str]]:
    """The sheet of a file with the most headings that we know, which row has them, and the names of its other sheets.

    Raises NotASheet for what is no sheet, for columns about children, and where nothing stands below the headings.
    """
    sheets = [sheet for sheet in read_sheets(raw, most_rows=MOST_ROWS) if len(sheet.rows) > 1]
    if not sheets:
        raise NotASheet(NOTHING_THERE)
    sheet = max(sheets, key=lambda each: (_known(each.rows[heading_row(each)]), len(each.rows)))
    at = heading_row(sheet)
    check_headings(sheet, at)
    return sheet, at, [other.name for other in sheets if other is not sheet]


def heading_row(sheet: Sheet) -> int:
    """The first row with the most headings that we know; where we know none, the first with the most words."""
    rows = sheet.rows[:WITHIN]
    return max(range(len(rows)), key=lambda at: (_known(rows[at]), _filled(rows[at]), -at))


def check_headings(sheet: Sheet, at: int) -> None:
    """Raises NotASheet for columns about children, and where nothing stands below."""
    refuse_children([cell for row in sheet.rows[: at + 1] for cell in row.cells])
    if at + 1 >= len(sheet.rows):
        raise NotASheet(NOTHING_THERE)


def headings(sheet: Sheet, at: int) -> dict[int, str]:
    """The columns that hold something, by place: what stands above each, or which it is."""
    cells, below = sheet.rows[at].cells, sheet.rows[at + 1 :]
    filled = sorted({place for row in below for place, cell in enumerate(row.cells) if cell.strip()})
    named = {place: " ".join(cells[place].split()) if place < len(cells) else "" for place in filled}
    return {place: name or f"Column {get_column_letter(place + 1)}" for place, name in named.items()}


def examples(sheet: Sheet, at: int, place: int) -> list[str]:
    """The first different things that a column says."""
    found = dict.fromkeys(_cells(sheet, at, place))
    return list(found)[:EXAMPLES]


def propose(sheet: Sheet, at: int) -> Places:
    """What the columns seem to mean, by field: a heading that we know, or one that is nearly so and fits its cells."""
    places = places_of(sheet.rows[at].cells, NAMES)
    places = {field: place for field, place in places.items() if place in headings(sheet, at)}
    if "role" in places and not _fits(sheet, at, places["role"], "role"):
        place = places.pop("role")  # most sheets call so what somebody is at work
        places.setdefault("job_title", place)
    for place, heading in headings(sheet, at).items():
        near = None if place in places.values() else _near(heading)
        if near and near not in places and _fits(sheet, at, place, near):
            places[near] = place
    return places


def digest(sheet: Sheet, at: int) -> str:
    """The same for all sheets with these headings, in any order."""
    words = sorted(letters(heading) for heading in headings(sheet, at).values())
    return sha256("\n".join(words).encode()).hexdigest()


def as_json(sheet: Sheet, others: list[str]) -> str:
    """A sheet as it is kept, with the names of those that were not read."""
    return json.dumps(asdict(sheet) | {"others": others}, default=list)


def others_in(stored: str) -> list[str]:
    return json.loads(stored)["others"]


def from_json(stored: str) -> Sheet:
    """The sheet as it was read."""
    found = json.loads(stored)
    return Sheet(found["name"], [_row(each) for each in found["rows"]])


def _row(stored: dict) -> SheetRow:
    across = tuple((first, last) for first, last in stored["across"])
    return SheetRow(**stored | {"across": across, "down": frozenset(stored["down"])})


def _known(row: SheetRow) -> int:
    return len(places_of(row.cells, NAMES))


def _filled(row: SheetRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _near(heading: str) -> str | None:
    known = {letters(name): field for field, names in NAMES.items() for name in names}
    near = get_close_matches(letters(heading), known, n=1, cutoff=NEAR)
    return known[near[0]] if near else None


def _fits(sheet: Sheet, at: int, place: int, field: str) -> bool:
    cells = list(_cells(sheet, at, place))
    return sum(_reads(field, cell) for cell in cells) >= FITTING * len(cells)


def _reads(field: str, cell: str) -> bool:
    try:
        BY_NAME[field].read(cell)
    except ValidationError:
        return False
    return True


def _cells(sheet: Sheet, at: int, place: int) -> Iterator[str]:
    for row in sheet.rows[at + 1 :]:
        if place < len(row.cells) and (cell := " ".join(row.cells[place].split())):
            yield cell
