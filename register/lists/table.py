"""The rows of one list, read one by one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date

from register.lists import cells
from register.lists.codes import ProvisionType, canonical
from register.lists.column_report import ColumnReport
from register.lists.columns import Columns
from register.lists.facts import InspectionRow, MoveRow, PremisesRow, RegisterRow, may_be_named
from register.lists.grades import NewGrade, Theme, is_known
from register.lists.kinds import ListKind, missing_from
from register.lists.other_rows import inspection_row, move_row, premises_row
from register.lists.problems import RowError, UnknownWords, Unreadable
from register.lists.rows import Cells, register_row, unknown_words
from register.lists.word_counts import WordCounts
from sheets import SheetRow
from sheets.encoding import is_garbled

# Words of any kind, which some encoding may have ruined.
LEGIBLE = ("owner", "local_authority", "constituency", "reason")
CUT_TELLS = ("urn", "provision_type", "status", "local_authority", "sector")

Row = RegisterRow | InspectionRow | MoveRow | PremisesRow
MAKERS: dict[ListKind, Callable[[Cells], Row]] = {
    ListKind.AS_AT: register_row,
    ListKind.PLACES: register_row,
    ListKind.IN_YEAR: inspection_row,
    ListKind.MOVES: move_row,
    ListKind.PREMISES: premises_row,
}


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One list. `as_at` is None when the file does not say it, or says two; `fields` are those it has columns for.

    `missing` are headings that such a list has in other years and that none of its columns stands for.
    """

    kind: ListKind
    as_at: date | None
    rows: tuple[Row, ...]
    errors: tuple[RowError, ...]
    unknown_headings: tuple[str, ...]
    unknown_words: tuple[UnknownWords, ...]
    fields: frozenset[str] = frozenset()
    sheet: str = ""
    columns: tuple[ColumnReport, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class TableReading:
    """What has been read so far; `strict` when a short row is a slip."""

    kind: ListKind
    sheet: str
    columns: Columns
    strict: bool
    rows: list[Row] = field(default_factory=list)
    lines: dict[Hashable, int] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    words: WordCounts = field(default_factory=WordCounts)
    no_grades: WordCounts = field(default_factory=WordCounts)
    new_grades: set[tuple[str, str]] = field(default_factory=set)  # by field
    refused: dict[RowError, SheetRow] = field(default_factory=dict)  # for words that are no grade known here

    def take(self, row: SheetRow) -> None:
        """Read a row, or keep a sentence why not."""
        printed = {name: self._marked(name, words) for name, words in _printed(row, self.columns).items()}
        legible = {name: None if _is_garbled(name, words) else words for name, words in printed.items()}
        try:
            self._shape(row)
            cells.check_lengths(printed)
            facts = MAKERS[self.kind](legible)
            self._first_time(facts, row.line)
        except Unreadable as fault:
            self._refuse(row, printed, fault)
            return
        self.rows.append(facts)
        new_grades = [(name, words) for name, words in legible.items() if isinstance(words, NewGrade)]
        for name, words in [*unknown_words(legible), *new_grades]:
            self.words.add(name, words, row.line, is_read=True)
        for name, words in printed.items():
            if words and _is_garbled(name, words):
                self.words.add(name, words, row.line, is_read=False)

    def _refuse(self, row: SheetRow, printed: Cells, fault: Unreadable) -> None:
        heading = self.columns.headings.get(fault.field or "")
        error = RowError(row.line, row.row, heading, str(fault), self.sheet)
        self.errors.append(error)
        if not _judges(fault.field or ""):
            return
        self.refused[error] = row
        for name, words in printed.items():
            if words and _judges(name) and not is_known(words):
                self.no_grades.add(name, words, row.line, is_read=False)

    def take_new_grades(self) -> None:
        """Once all rows are read: take those that were refused for a word which the regulator most likely uses lately.

        Without its row a home would seem to have left the register.
        """
        self.new_grades = self.no_grades.likely()
        again, self.refused = self.refused, {}
        self.no_grades = WordCounts()
        self.errors = [error for error in self.errors if error not in again]
        for row in again.values():
            self.take(row)

    def _marked(self, name: str, words: str | None) -> str | None:
        return NewGrade(words) if words and (name, words) in self.new_grades else words

    def table(self, as_at: date | None, columns: tuple[ColumnReport, ...]) -> RegisterTable:
        headings = self.columns.headings
        words = self.words.counted(headings) + self.no_grades.harmless(headings)
        fields = frozenset(self.columns.by_field)
        missing = missing_from(self.kind, fields)
        rows, errors = tuple(self.rows), tuple(self.errors)
        return RegisterTable(
            self.kind, as_at, rows, errors, self.columns.unknown, words, fields, self.sheet, columns, missing
        )

    def _shape(self, row: SheetRow) -> None:
        if row.problem:
            raise Unreadable(row.problem)
        if any(cell.strip() for cell in row.cells[self.columns.width :]):
            raise Unreadable(
                "This row has text to the right of the last heading: a cell holds a comma without quotation marks "
                "round it, or a column has no heading. Correct it."
            )
        if len(row.cells) < self.columns.width and (self.strict or row.unfinished or self._cut(row)):
            raise Unreadable(
                f"This row has {len(row.cells)} cells and the headings {self.columns.width}: it is cut off, or a cell "
                "is missing. Download the file again."
            )

    def _cut(self, row: SheetRow) -> bool:
        printed = self.columns.printed(row, whereabouts=False)
        return not all(cells.text(printed[name]) for name in CUT_TELLS if name in printed)

    def _first_time(self, facts: Row, line: int) -> None:
        """Raise Unreadable for a provider, or an inspection of it, that stands in the list already."""
        if self.kind is ListKind.PREMISES:  # two in one town look alike
            return
        key: Hashable = facts.urn if isinstance(facts, RegisterRow) else facts
        first = self.lines.setdefault(key, line)
        if first != line:
            raise Unreadable(
                f"The URN {facts.urn} stands on line {first} already; the row there is kept and this one is not.", "urn"
            )


def _judges(name: str) -> bool:
    """Whether a field holds a judgement."""
    return name.removeprefix("previous_") in set(Theme)


def _is_garbled(name: str, words: str | None) -> bool:
    return name in LEGIBLE and words is not None and is_garbled(words)


def _printed(row: SheetRow, columns: Columns) -> Cells:
    """The words of a row by field, with no name and address for a provider that may not be named."""
    kind = cells.text(columns.printed(row, whereabouts=False).get("provision_type", "")) or ""
    named = may_be_named(canonical(ProvisionType, kind))
    return {name: cells.text(cell) for name, cell in columns.printed(row, whereabouts=named).items()}
