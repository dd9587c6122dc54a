"""Where the headings of a list stand, and which column gives which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from register.lists.as_at import as_at_in_words
from register.lists.headings import UNUSED, WHEREABOUTS, field_of
from register.lists.problems import NotARegister
from sheets import SheetRow

ROWS_SEARCHED = 11  # Nought to four lines stand above the headings in the lists seen; ten are allowed.
ENOUGH = 3  # A row of headings has at least this many known ones; a note or a title has none.
Decided = Mapping[str, str | None]  # by heading as printed: the field that it gives; None, that it is left out
NOTHING_DECIDED: Decided = MappingProxyType({})
DECIDED = "Somebody said what it is."
LEFT_OUT = "Somebody said that it is left out."
OF_A_LATER_DAY = "“{}” says the same of a later day."


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a heading: where it stands, the field that it gives, or would were it read, and why it is so."""

    at: int
    heading: str
    field: str | None
    is_read: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """`at` is the index of the heading row, `width` the number of cells up to the last heading.

    `all` are the columns that have a heading, by what they say; `by_field` is where the one that gives a field stands.
    """

    at: int
    width: int
    all: tuple[Column, ...]
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


def find_columns(rows: Sequence[SheetRow], decided: Decided = NOTHING_DECIDED) -> Columns | None:
    """The columns of a list, or None where no row near the top has known headings.

    Raises NotARegister when two columns would give the same field, unless their headings say which is of a later date.
    """
    known = [known_fields(row, decided) for row in rows[:ROWS_SEARCHED]]
    most = max(map(len, known), default=0)
    at = next((place for place, fields in enumerate(known) if len(fields) == most), 0)
    if most < ENOUGH:
        return None
    columns = tuple(_one_for_each_field(_columns(rows[at], decided)))
    return Columns(
        at,
        width=max(column for column, cell in enumerate(rows[at].cells, start=1) if cell.strip()),
        all=columns,
        by_field={column.field: column.at for column in columns if column.field and column.is_read},
        headings={column.field: column.heading for column in columns if column.field and column.is_read},
        unknown=tuple(column.heading for column in columns if not column.field and column.is_read),
    )


def known_fields(row: SheetRow, decided: Decided = NOTHING_DECIDED) -> set[str]:
    """The fields that the cells of a row give, were it the row of headings."""
    return {column.field for column in _columns(row, decided) if column.field}


def _columns(row: SheetRow, decided: Decided) -> Iterator[Column]:
    for at, heading in enumerate(" ".join(cell.split()) for cell in row.cells):
        if heading in decided:
            field = decided[heading]
            yield Column(at, heading, field, is_read=field is not None, why=DECIDED if field else LEFT_OUT)
        elif heading:
            yield Column(at, heading, field_of(heading))


def _one_for_each_field(columns: Iterator[Column]) -> Sequence[Column]:
    """The columns with all but one of each field marked as not read; of a field that is never read, all may stand."""
    found: dict[str, Column] = {}
    every = list(columns)
    for column in every:
        field = column.field if column.field not in UNUSED else None
        first = found.setdefault(field, column) if field else column
        if field and first is not column and _is_later(column.heading, first.heading):
            found[field] = column
    return [_beside(column, found.get(column.field or "", column)) for column in every]


def _beside(column: Column, chosen: Column) -> Column:
    return column if chosen is column else replace(column, is_read=False, why=OF_A_LATER_DAY.format(chosen.heading))


def _is_later(heading: str, first: str) -> bool:
    """Whether "Registration status (as at 31 March 2025)" takes the place of "… (as at 1 April 2024)"."""
    this_day, first_day = (as_at_in_words([words]) for words in (heading, first))
    if this_day is None or first_day is None or this_day == first_day:
        raise NotARegister(
            f"Two columns, “{first}” and “{heading}”, say the same thing. Delete the one that is wrong, then load the "
            "file."
        )
    return this_day > first_day
