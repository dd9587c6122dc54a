"""A register file becomes the lists in it: their rows as facts, and what could not be read or was not known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from register.lists.as_at import as_at_in_words, check_day, latest_in_words
from register.lists.column_report import ColumnReport, ColumnUse, column_reports
from register.lists.columns import NOTHING_DECIDED, ROWS_SEARCHED, Columns, Decided, find_columns
from register.lists.kinds import SLIPS, ListKind, kind_of, missing_from
from register.lists.problems import NotARegister
from register.lists.table import RegisterTable, TableReading
from sheets import NotASheet, Sheet, SheetRow, read_sheets

OF_OTHER_PARTS = ("places", "premises", "owner", "registration_date", "short_breaks", "multi_building")
NO_LIST = (
    f"None of the first {ROWS_SEARCHED} rows of this file has the headings of a register: URN, and others such as "
    "Provision type and Local authority. Load the “provider level” file of Ofsted's statistics on children's social "
    "care."
)


def register_sheets(raw: bytes) -> list[Sheet]:
    """The sheets of a CSV, XLSX or ODS file, for `read_register` and `published_totals`: a workbook is read once.

    Raises NotARegister.
    """
    try:
        return read_sheets(raw)
    except NotASheet as fault:
        raise NotARegister(str(fault)) from None


def read_register(
    source: bytes | Sequence[Sheet], name: str = "", decided: Decided = NOTHING_DECIDED, today: date | None = None
) -> tuple[RegisterTable, ...]:
    """The lists in a file, or in its sheets, in the order of ListKind; sheets without one are passed over.

    A list of which less than half can be read is refused, and, where it is told what day it is, one of a day to come.
    The name of the file matters only where nothing in it says that it has the inspections of a year. `decided` is what
    a person said of headings. Raises NotARegister, whose message is for the person who loads it.
    """
    sheets = register_sheets(source) if isinstance(source, bytes) else source
    alone = len(sheets) == 1
    found = [table for sheet in sheets if (table := _read_sheet(sheet, name, decided, alone=alone))]
    if not found:
        raise NotARegister(NO_LIST)
    for table in found:
        if table.as_at and today:
            check_day(table.as_at, today)
    return _put_together(sorted(_moves_as_one(found), key=lambda table: list(ListKind).index(table.kind)))


def _put_together(tables: list[RegisterTable]) -> tuple[RegisterTable, ...]:
    """The lists of a file. A list of places beside an "as at" list fills in the columns which that one lacks."""
    first, *others = tables
    twice = next((b for a, b in zip(tables, others, strict=False) if a.kind == b.kind), None)
    if twice:
        raise NotARegister(f"Two sheets of this file hold the same kind of list; one is “{twice.sheet}”. Delete one.")
    places = next((table for table in others if table.kind is ListKind.PLACES), None)
    if places is None or first.kind is not ListKind.AS_AT:
        return tuple(tables)
    return _filled_in(first, places), *(table for table in others if table is not places)


def _moves_as_one(tables: Sequence[RegisterTable]) -> list[RegisterTable]:
    """The lists, with joiners and leavers in one of them where each have a sheet of their own."""
    moves = [table for table in tables if table.kind is ListKind.MOVES]
    others = [table for table in tables if table.kind is not ListKind.MOVES]
    return [*others, *([_all_moves(moves)] if len(moves) > 1 else moves)]


def _all_moves(tables: Sequence[RegisterTable]) -> RegisterTable:
    """Joiners and leavers of several sheets as one list; what stands in two counts once."""
    first, *others = tables
    fields = first.fields.union(*(table.fields for table in others))
    return replace(
        first,
        as_at=max((table.as_at for table in tables if table.as_at), default=None),
        rows=tuple(dict.fromkeys(row for table in tables for row in table.rows)),
        errors=tuple(error for table in tables for error in table.errors),
        unknown_headings=tuple(dict.fromkeys(heading for table in tables for heading in table.unknown_headings)),
        unknown_words=tuple(words for table in tables for words in table.unknown_words),
        fields=fields,
        columns=tuple(column for table in tables for column in table.columns),
        missing=missing_from(first.kind, fields),
    )


def _filled_in(first: RegisterTable, places: RegisterTable) -> RegisterTable:
    """An "as at" list with the columns that only the list of places has, and what is to be said of these."""
    lacking = frozenset(OF_OTHER_PARTS) & (places.fields - first.fields)
    if not lacking:
        return first
    by_urn = {row.urn: {name: getattr(row, name) for name in lacking} for row in places.rows}
    return replace(
        first,
        rows=tuple(replace(row, **by_urn.get(row.urn, {})) for row in first.rows),
        errors=first.errors + places.errors,
        unknown_headings=tuple(dict.fromkeys(first.unknown_headings + places.unknown_headings)),
        fields=first.fields | lacking,
        missing=missing_from(first.kind, first.fields | lacking),
        columns=first.columns + tuple(column for column in places.columns if _is_new(column, lacking)),
    )


def _is_new(column: ColumnReport, lacking: frozenset[str]) -> bool:
    return column.use is ColumnUse.UNKNOWN or column.field in lacking


def _read_sheet(sheet: Sheet, name: str, decided: Decided, *, alone: bool) -> RegisterTable | None:
    """The list of a sheet, or None where it holds none: a cover, notes, a table of counts beside the lists."""
    columns = find_columns(sheet.rows, decided)
    if columns is None or ("urn" not in columns.by_field and not alone):
        return None
    title, body = sheet.rows[: columns.at], sheet.rows[columns.at + 1 :]
    kind = kind_of(columns, title, body, name)
    if not body:
        raise NotARegister("This list has headings and no providers below them. Load the file as Ofsted publishes it.")
    as_at = latest_in_words if kind is ListKind.MOVES else as_at_in_words
    stated_day = next((found for row in sheet.rows[: columns.at + 1] if (found := as_at(row.cells))), None)
    reading = TableReading(kind, sheet.name, columns, strict=_short(body, columns) <= SLIPS * len(body))
    for row in body:
        reading.take(row)
    reading.take_new_grades()
    _check_enough(reading, len(body))
    return reading.table(stated_day, column_reports(kind, columns, body))


def _check_enough(reading: TableReading, rows: int) -> None:
    """Raise NotARegister where less than half of the rows could be read, with what is wrong most often."""
    if 2 * len(reading.rows) >= rows:
        return
    faults = Counter((error.heading, error.sentence) for error in reading.errors)
    (heading, sentence), times = faults.most_common(1)[0]
    of = f"of the sheet “{reading.sheet}”" if reading.sheet else "of this list"
    where = f", under “{heading}”" if heading else ""
    raise NotARegister(
        f"Only {len(reading.rows):,} of the {rows:,} rows {of} can be read. The commonest fault, in "
        f"{times:,} of them{where}: {sentence} Load the file as Ofsted publishes it."
    )


def _short(body: Sequence[SheetRow], columns: Columns) -> int:
    return sum(len(row.cells) < columns.width for row in body)
