"""Where the headings of a list stand, and which column gives which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.lists.as_at import as_at_in_words
from register.lists.headings import UNUSED, WHEREABOUTS, field_of
from register.lists.problems import NotARegister
from sheets import SheetRow

ROWS_SEARCHED = 11  # Nought to four lines stand above the headings in the lists seen; ten are allowed.
ENOUGH = 3  # A row of headings has at least this many known ones; a note or a title has none.


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


def find_columns(rows: Sequence[SheetRow]) -> Columns | None:
    """The columns of a list, or None where no row near the top has known headings.

    Raises NotARegister when two columns would give the same field, unless their headings say which is of a later date.
    """
    known = [known_fields(row) for row in rows[:ROWS_SEARCHED]]
    most = max(map(len, known), default=0)
    at = next((place for place, fields in enumerate(known) if len(fields) == most), 0)
    if most < ENOUGH:
        return None
    by_field: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown = []
    for column, heading in enumerate(" ".join(cell.split()) for cell in rows[at].cells):
        field = field_of(heading)
        if field is None:
            unknown += [heading] if heading else []
        elif field not in by_field or (field not in UNUSED and _is_later(heading, headings[field])):
            by_field[field], headings[field] = column, heading
    width = max(column for column, cell in enumerate(rows[at].cells, start=1) if cell.strip())
    return Columns(at, width, by_field, headings, tuple(unknown))


def known_fields(row: SheetRow) -> set[str]:
    """The fields that the cells of a row give, were it the row of headings."""
    return {field for cell in row.cells if (field := field_of(cell))}


def _is_later(heading: str, first: str) -> bool:
    """Whether "Registration status (as at 31 March 2025)" takes the place of "… (as at 1 April 2024)"."""
    this_day, first_day = (as_at_in_words([words]) for words in (heading, first))
    if this_day is None or first_day is None or this_day == first_day:
        raise NotARegister(
            f"Two columns, “{first}” and “{heading}”, say the same thing. Delete the one that is wrong, then load the "
            "file."
        )
    return this_day > first_day
