"""The process that reads a workbook: bytes on standard input, JSON on standard output. Run by `workbook` only."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sandbox import bind_itself
from sheets.limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_SHEETS
from sheets.merged import Row, Span, merged, spans_of_ods

SAVE_AGAIN = "Open it in a spreadsheet program, save it as XLSX, ODS or CSV, and choose that file."
NO_WORKBOOK = f"This file is a ZIP file or a damaged workbook, and cannot be read. {SAVE_AGAIN}"
PASSWORD = "This workbook has a password. Save it without one, and choose that file."  # noqa: S105 - a sentence


class TooLargeError(Exception):
    pass


def sheets(raw: bytes, most_rows: int) -> Iterator[tuple[str, list[Row]]]:
    """The visible sheets by name, with their rows. Raises TooLargeError and calamine's own."""
    book = CalamineWorkbook.from_filelike(BytesIO(raw))
    seen = [about.name for about in book.sheets_metadata if is_seen(about)]
    if len(seen) > MOST_SHEETS:
        raise TooLargeError(f"This workbook has more than {MOST_SHEETS} sheets. Delete those that are not needed.")
    characters, of_ods = 0, spans_of_ods(raw)
    for name in seen:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise TooLargeError(f"The sheet “{name}” reaches too far down or to the right. Delete what is empty.")
        rows = list(numbered(sheet.to_python(skip_empty_area=False)))
        characters += sum(len(cell) for _, row in rows for cell in row)
        if len(rows) > most_rows or characters > MOST_CHARACTERS:
            raise TooLargeError(f"The sheet “{name}” has more than {most_rows:,} rows, or too much text. Split it.")
        if any(len(row) > MOST_COLUMNS and any(map(str.strip, row[MOST_COLUMNS:])) for _, row in rows):
            raise TooLargeError(
                f"The sheet “{name}” has more than {MOST_COLUMNS:,} columns. Delete what is not needed."
            )
        yield name, merged([(at, row[:MOST_COLUMNS]) for at, row in rows], _spans(sheet, of_ods))


def _spans(sheet: CalamineSheet, of_ods: dict[str, list[Span]]) -> list[Span]:
    if sheet.merged_cell_ranges is None:  # calamine finds none in ODS
        return of_ods.get(sheet.name, [])
    return [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges]


def is_seen(about) -> bool:
    return about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible


def numbered(rows: list[list]) -> Iterator[tuple[int, list[str]]]:
    for at, row in enumerate(rows, start=1):
        cells = [words(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield at, cells


def words(cell: object) -> str:
    """A cell as people type it: a URN as 2835817, a date as 31/03/2025."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def main(most_rows: str) -> None:
    bind_itself()
    try:
        answer = {"sheets": list(sheets(sys.stdin.buffer.read(), int(most_rows)))}
    except TooLargeError as fault:
        answer = {"refused": str(fault)}
    except PasswordError:
        answer = {"refused": PASSWORD}
    except (CalamineError, BadZipFile, ElementTree.ParseError):
        answer = {"refused": NO_WORKBOOK}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
