"""A register file becomes a table: its rows as facts, and what could not be read or was not known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from homes.register import cells
from homes.register.as_at import as_at_in_words
from homes.register.codes import ProvisionType, canonical
from homes.register.columns import LOAD_THIS, ROWS_SEARCHED, Columns, find_columns, known_fields
from homes.register.facts import RegisterRow, may_be_named
from homes.register.problems import NotARegister, RowError, UnknownWords, Unreadable
from homes.register.rows import Cells, register_row, unknown_words
from people.sheets import NotASheet, Sheet, SheetRow, read_sheets

CUT_TELLS = ("urn", "provision_type", "status", "local_authority", "sector")
SLIPS = 0.01  # More short rows than this are the habit of a program that leaves out empty cells at the end of rows.
IN_YEAR = re.compile(r"\bin[ -]year\b", re.IGNORECASE)
NOT_AS_AT = "This seems to be the list of inspections in a year, which cannot be loaded yet: {reason}. " + LOAD_THIS


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A list "as at" a date. `as_at` is None when the file does not say it, or says two."""

    as_at: date | None
    rows: tuple[RegisterRow, ...]
    errors: tuple[RowError, ...]
    unknown_headings: tuple[str, ...]
    unknown_words: tuple[UnknownWords, ...]


def read_register(raw: bytes) -> RegisterTable:
    """The table in the bytes of a CSV, XLSX or ODS file. Raises NotARegister, whose message is for who loads it."""
    try:
        sheets = read_sheets(raw)
    except NotASheet as fault:
        raise NotARegister(str(fault)) from None
    return read_sheet(max(sheets, key=_known_headings).rows)


def _known_headings(sheet: Sheet) -> int:
    return max((len(known_fields(row)) for row in sheet.rows[:ROWS_SEARCHED]), default=0)


def read_sheet(sheet: Sequence[SheetRow]) -> RegisterTable:
    """The table in a sheet of any format. Raises NotARegister."""
    columns = find_columns(sheet)
    body = sheet[columns.at + 1 :]
    if not body:
        raise NotARegister(f"This list has headings and no providers below them. {LOAD_THIS}")
    as_at = _as_at(sheet[: columns.at + 1])
    if as_at is None and any(IN_YEAR.search(cell) for row in sheet[: columns.at] for cell in row.cells):
        raise NotARegister(NOT_AS_AT.format(reason="its title says so"))
    reading = _Reading(columns, strict=_short(body, columns) <= SLIPS * len(body))
    for row in body:
        reading.take(row)
    return reading.table(as_at)


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `strict` when a short row is a slip."""

    columns: Columns
    strict: bool
    rows: dict[str, RegisterRow] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def take(self, row: SheetRow) -> None:
        """Read a row, or keep a sentence why not. Raises NotARegister for a second inspection of the same provider."""
        try:
            self._shape(row)
            printed = _printed(row, self.columns)
            facts = register_row(printed)
            self._first_time(facts)
        except Unreadable as fault:
            self.errors.append(RowError(row.line, row.row, self.columns.headings.get(fault.field or ""), str(fault)))
            return
        self.rows[facts.urn], self.lines[facts.urn] = facts, row.line
        for words in unknown_words(printed):
            self.unknown.setdefault(words, []).append(row.line)

    def table(self, as_at: date | None) -> RegisterTable:
        words = tuple(
            UnknownWords(self.columns.headings[name], words, lines[0], len(lines))
            for (name, words), lines in self.unknown.items()
        )
        return RegisterTable(as_at, tuple(self.rows.values()), tuple(self.errors), self.columns.unknown, words)

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
        return not all(cells.text(printed[name]) for name in CUT_TELLS)

    def _first_time(self, facts: RegisterRow) -> None:
        before = self.rows.get(facts.urn)
        if before is None:
            return
        again = f"the URN {facts.urn} stands on line {self.lines[facts.urn]} already"
        if before.inspection and facts.inspection and before.inspection != facts.inspection:
            raise NotARegister(NOT_AS_AT.format(reason=f"{again}, with another inspection"))
        raise Unreadable(f"{again[0].upper()}{again[1:]}; the row there is kept and this one is not.", "urn")


def _printed(row: SheetRow, columns: Columns) -> Cells:
    """The words of a row by field, with no name and address for a provider that may not be named."""
    kind = cells.text(columns.printed(row, whereabouts=False)["provision_type"]) or ""
    named = may_be_named(canonical(ProvisionType, kind))
    return {name: cells.text(cell) for name, cell in columns.printed(row, whereabouts=named).items()}


def _short(body: Sequence[SheetRow], columns: Columns) -> int:
    return sum(len(row.cells) < columns.width for row in body)


def _as_at(top: Sequence[SheetRow]) -> date | None:
    """From the first row that says one: the title, else a heading such as "Registration status (as at …)"."""
    return next((found for row in top if (found := as_at_in_words(row.cells))), None)
