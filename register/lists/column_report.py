"""What became of each column of a list: read, guessed, left out or not known, and how much stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from register.lists.column import Column, Rank
from register.lists.columns import Columns, texts_of
from register.lists.headings import WHEREABOUTS
from register.lists.kinds import ListKind, is_read
from sheets import SheetRow

NOT_OF_HOMES = "Never read for a children’s home."
NOT_HERE = "A list of this kind does not need it."
UNKNOWN_HERE = "No list so far has this heading."


class ColumnUse(StrEnum):
    READ = "read"
    GUESSED = "guessed"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column, without a word of its cells. `filled` of its `rows` say something: blanks and REDACTED do not.

    `field` is what it gives, or would give were it read; `why` a sentence, blank where there is nothing to say.
    """

    heading: str
    field: str | None
    use: ColumnUse
    filled: int
    rows: int
    why: str = ""


def column_reports(kind: ListKind, columns: Columns, body: Sequence[SheetRow]) -> tuple[ColumnReport, ...]:
    """A report of every column that has a heading, from left to right."""
    return tuple(_reports(kind, columns, body))


def _reports(kind: ListKind, columns: Columns, body: Sequence[SheetRow]) -> Iterator[ColumnReport]:
    for column in columns.all:
        use, why = _use(kind, column)
        filled = len(list(texts_of(column, body)))
        yield ColumnReport(column.heading, column.field, use, filled, len(body), why)


def _use(kind: ListKind, column: Column) -> tuple[ColumnUse, str]:
    if not column.is_read:
        return ColumnUse.IGNORED, column.why
    if column.field is None:
        return ColumnUse.UNKNOWN, column.why or UNKNOWN_HERE
    if not is_read(column.field, kind):
        return ColumnUse.IGNORED, NOT_HERE
    if column.rank is Rank.GUESS:
        return ColumnUse.GUESSED, column.why
    return ColumnUse.READ, NOT_OF_HOMES if column.field in WHEREABOUTS else column.why
