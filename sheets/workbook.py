"""Workbooks (XLSX, ODS), read in a process of their own.

A file of a few kilobytes can ask for terabytes: a cell in the last corner of a sheet, or a row repeated a million
times. Whatever such a file does, it does to that process, whose memory and time are subprocesses.
"""

import json
import sys
from pathlib import Path

from sandbox import Busy, OutOfBounds, in_bounds
from sheets.problems import NotASheet
from sheets.sheet import Sheet, SheetRow

FOLDER = str(Path(__file__).parents[1])
TOO_MUCH = (
    "This workbook is too large to read: it may have cells far below or far to the right of its list. Copy the list to "
    "a new workbook, save that as XLSX or ODS, and choose it."
)


def workbook_sheets(raw: bytes, most_rows: int) -> list[Sheet]:
    """The sheets of an XLSX or ODS file that a person sees; hidden ones are left out. Raises NotASheet."""
    command = [sys.executable, "-m", "sheets.worker", str(most_rows)]
    try:
        answer = json.loads(in_bounds(command, raw, folder=FOLDER))
    except Busy as fault:
        raise NotASheet(str(fault)) from None
    except OutOfBounds:
        raise NotASheet(TOO_MUCH) from None
    if "refused" in answer:
        raise NotASheet(answer["refused"])
    return [Sheet(name, [_row(*row) for row in rows]) for name, rows in answer["sheets"]]


def _row(at: int, cells: list[str], across: list[list[int]], down: list[int]) -> SheetRow:
    return SheetRow(at, at, cells, across=tuple((first, last) for first, last in across), down=frozenset(down))
