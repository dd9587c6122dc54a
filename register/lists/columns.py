"""Where the headings of a list stand, and which column gives which field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from register.lists import cells
from register.lists.choosing import one_for_each_field
from register.lists.column import Column, Rank
from register.lists.guesses import Guess, fits, guesses_of, slip_of
from register.lists.headings import DATES, WHEREABOUTS, field_of
from register.lists.serials import COUNTED, are_serials, printed_as_day
from sheets import SheetRow

ROWS_SEARCHED = 11  # Nought to four lines stand above the headings in the lists seen; ten are allowed.
ENOUGH = 3  # A row of headings has at least this many known ones; a note or a title has none.
Decided = Mapping[str, str | None]  # by heading as printed: the field that it gives; None, that it is left out
NOTHING_DECIDED: Decided = MappingProxyType({})
DECIDED = "Somebody said what it is."
LEFT_OUT = "Somebody said that it is left out."
A_LETTER = "One letter differs from “{}”."
LOOKS_LIKE = "It looks like “{}”."
LIKE_WHEREABOUTS = "It looks like “{}”. Names and addresses are never guessed."
DOES_NOT_FIT = "It looks like “{}”, and its cells do not."


@dataclass(frozen=True, slots=True)
class Columns:
    """`at` is the index of the heading row, `width` the number of cells up to the last heading.

    `all` are the columns that have a heading, by what they say; `by_field` is where the one that gives a field stands.
    `unknown` are the headings that no list had, guessed ones too, and `serials` the fields whose days are numbers.
    """

    at: int
    width: int
    all: tuple[Column, ...]
    by_field: Mapping[str, int]
    headings: Mapping[str, str]
    unknown: tuple[str, ...]
    serials: frozenset[str]

    def printed(self, row: SheetRow, *, whereabouts: bool) -> dict[str, str]:
        """The cells of a row by field, those of name and address only when asked for; a cell too few is blank."""
        printed = {
            field: row.cells[column] if column < len(row.cells) else ""
            for field, column in self.by_field.items()
            if whereabouts or field not in WHEREABOUTS
        }
        return printed | {field: printed_as_day(printed[field]) for field in self.serials}


def find_columns(rows: Sequence[SheetRow], decided: Decided = NOTHING_DECIDED) -> Columns | None:
    """The columns of a list, or None where no row near the top has known headings.

    Raises NotARegister when two columns would give the same field, unless their headings say which is of a later date.
    """
    known = [known_fields(row, decided) for row in rows[:ROWS_SEARCHED]]
    most = max(map(len, known), default=0)
    at = next((place for place, fields in enumerate(known) if len(fields) == most), 0)
    if most < ENOUGH:
        return None
    body = rows[at + 1 :]
    columns = one_for_each_field(list(_guessed(list(_columns(rows[at], decided)), body)))
    columns = tuple(replace(column, why=COUNTED) if _is_of_serials(column, body) else column for column in columns)
    return Columns(
        at,
        width=max(column for column, cell in enumerate(rows[at].cells, start=1) if cell.strip()),
        all=columns,
        by_field={column.field: column.at for column in columns if column.field and column.is_read},
        headings={column.field: column.heading for column in columns if column.field and column.is_read},
        unknown=tuple(column.heading for column in columns if column.is_read and _is_new(column)),
        serials=frozenset(column.field for column in columns if column.field and column.why == COUNTED),
    )


def known_fields(row: SheetRow, decided: Decided = NOTHING_DECIDED) -> set[str]:
    """The fields that the cells of a row give, were it the row of headings."""
    return {column.field for column in _columns(row, decided) if column.field}


def _is_new(column: Column) -> bool:
    return column.field is None or column.rank is Rank.GUESS


def _columns(row: SheetRow, decided: Decided) -> Iterator[Column]:
    for at, heading in enumerate(" ".join(cell.split()) for cell in row.cells):
        if heading in decided:
            field = decided[heading]
            yield Column(at, heading, field, Rank.DECIDED, field is not None, DECIDED if field else LEFT_OUT)
        elif heading and (field := field_of(heading)):
            yield Column(at, heading, field)
        elif heading and (slip := slip_of(heading)):
            yield Column(at, heading, slip.field, Rank.SLIP, why=A_LETTER.format(slip.meant))
        elif heading:
            yield Column(at, heading, None)


def _is_of_serials(column: Column, body: Sequence[SheetRow]) -> bool:
    is_of_days = column.is_read and (column.field or "").removeprefix("previous_") in DATES
    return is_of_days and are_serials(list(texts_of(column, body)))


def texts_of(column: Column, body: Sequence[SheetRow]) -> Iterator[str]:
    """What the cells of a column say, without those that say nothing."""
    yield from (words for row in body if column.at < len(row.cells) and (words := cells.text(row.cells[column.at])))


def _guessed(columns: Sequence[Column], body: Sequence[SheetRow]) -> Iterator[Column]:
    """The columns, those that nobody knows with what they may mean."""
    for place, column in enumerate(columns):
        left = columns[place - 1].field if place else None
        right = columns[place + 1].field if place + 1 < len(columns) else None
        unknown = column.field is None and column.is_read
        yield _with(column, guesses_of(column.heading, (left, right)), body) if unknown else column


def _with(column: Column, guesses: Sequence[Guess], body: Sequence[SheetRow]) -> Column:
    """A column with the first guess that its cells bear out, or with the reason why there is none."""
    if not guesses:
        return column
    private = next((guess for guess in guesses if guess.field in WHEREABOUTS), None)
    if private:
        return replace(column, why=LIKE_WHEREABOUTS.format(private.meant))
    texts = list(texts_of(column, body))
    guess = next((guess for guess in guesses if fits(guess.field, texts)), None)
    if guess is None:
        return replace(column, why=DOES_NOT_FIT.format(guesses[0].meant))
    why = LOOKS_LIKE.format(guess.meant)
    return replace(column, field=guess.field, rank=Rank.GUESS, why=why, nearness=guess.nearness)
