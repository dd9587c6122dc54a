"""Where the headings of a list stand, and which column gives which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homes.register.headings import HEADINGS, OTHER_LISTS, REQUIRED, WHEREABOUTS, field_of
from homes.register.problems import NotARegister
from people.sheets import SheetRow

ROWS_SEARCHED = 11  # Nought to four lines stand above the headings in the lists seen; ten are allowed.
ENOUGH = 3  # A row of headings has at least this many known ones; a note or a title has none.
LOAD_THIS = "Load the CSV file “provider level as at 31 March” of Ofsted's statistics on children's social care."


@dataclass(frozen=True, slots=True)
class Columns:
    """`at` is the index of the heading row, `width` the number of cells up to the last heading."""

    at: int
    width: int
    by_field: Mapping[str, int]
    headings: Mapping[str, str]
    unknown: tuple[str, ...]

    def printed(self, row: SheetRow, *, whereabouts: bool) -> dict[str, str]:
        """The cells of a row by field, those of name and address only when asked for; a cell too few is blank."""
        return {
            field: row.cells[column] if column < len(row.cells) else ""
            for field, column in self.by_field.items()
            if whereabouts or field not in WHEREABOUTS
        }


def find_columns(rows: Sequence[SheetRow]) -> Columns:
    """The columns of a list "as at" a date.

    Raises NotARegister when there is no row of headings near the top, when the headings are those of another list or
    lack one that such a list has, and when two columns would give the same field.
    """
    at = _heading_row(rows)
    by_field: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown = []
    for column, heading in enumerate(" ".join(cell.split()) for cell in rows[at].cells):
        field = field_of(heading)
        if field in by_field:
            _refuse_twice(headings[field], heading)
        elif field:
            by_field[field], headings[field] = column, heading
        elif heading:
            unknown.append(heading)
    _refuse_others(by_field, unknown)
    width = max(column for column, cell in enumerate(rows[at].cells, start=1) if cell.strip())
    return Columns(at, width, by_field, headings, tuple(unknown))


def known_fields(row: SheetRow) -> set[str]:
    """The fields that the cells of a row give, were it the row of headings."""
    return {field for cell in row.cells if (field := field_of(cell))}


def _heading_row(rows: Sequence[SheetRow]) -> int:
    known = [len(known_fields(row)) for row in rows[:ROWS_SEARCHED]]
    if max(known, default=0) < ENOUGH:
        raise NotARegister(
            f"None of the first {ROWS_SEARCHED} rows of this file has the headings of a register, such as URN, "
            f"Provision type and Local authority. {LOAD_THIS}"
        )
    return known.index(max(known))


def _refuse_twice(first: str, second: str) -> None:
    raise NotARegister(
        f"Two columns, “{first}” and “{second}”, say the same thing. Delete the one that is wrong, then load the file."
    )


def _refuse_others(by_field: Mapping[str, int], unknown: Sequence[str]) -> None:
    for field, other in OTHER_LISTS.items():
        if field in by_field:
            raise NotARegister(f"This is {other}, which cannot be loaded yet. {LOAD_THIS}")
    missing = [HEADINGS[field][0] for field in REQUIRED if field not in by_field]
    if missing:
        strange = f" Headings not known here: {'; '.join(heading[:60] for heading in unknown[:8])}." if unknown else ""
        raise NotARegister(f"The file has no column for {', '.join(missing)}.{strange} {LOAD_THIS}")
