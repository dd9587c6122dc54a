"""The process that reads a workbook: bytes on standard input, JSON on standard output. Run by `workbook` only."""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY = 1024**3
SAVE_AGAIN = "Open it in a spreadsheet program, save it as XLSX, ODS or CSV, and choose that file."
NO_WORKBOOK = f"This file is a ZIP file or a damaged workbook, and cannot be read. {SAVE_AGAIN}"
PASSWORD = "This workbook has a password. Save it without one, and choose that file."  # noqa: S105 - a sentence


class TooLargeError(Exception):
    pass


def sheets(raw: bytes, most_rows: int, most_cells: int) -> Iterator[tuple[str, list]]:
    """The visible sheets by name, with their rows: a number and the cells. Raises TooLargeError and calamine's own."""
    book = CalamineWorkbook.from_filelike(BytesIO(raw))
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            yield about.name, rows_of(book.get_sheet_by_name(about.name), most_rows, most_cells)


def rows_of(sheet: CalamineSheet, most_rows: int, most_cells: int) -> list:
    if sheet.total_height * sheet.total_width > most_cells:
        raise TooLargeError(f"The sheet “{sheet.name}” reaches too far down or to the right. Delete what is empty.")
    rows = list(numbered(sheet.to_python(skip_empty_area=False)))
    if len(rows) > most_rows:
        raise TooLargeError(f"The sheet “{sheet.name}” has more than {most_rows:,} rows. Split it.")
    return rows


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


def main(most_rows: str, most_cells: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        said = {"sheets": list(sheets(sys.stdin.buffer.read(), int(most_rows), int(most_cells)))}
    except TooLargeError as fault:
        said = {"refused": str(fault)}
    except PasswordError:
        said = {"refused": PASSWORD}
    except CalamineError:
        said = {"refused": NO_WORKBOOK}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
