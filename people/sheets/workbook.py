"""Workbooks (XLSX, ODS), read in a process of their own.

A file of a few kilobytes can ask for terabytes: a cell in the last corner of a sheet, or a row repeated a million
times. Whatever such a file does, it does to that process, whose memory and time are bounded.
"""

import json
import subprocess
import sys
from pathlib import Path

from people.sheets.problems import NotASheet
from people.sheets.sheet import Sheet, SheetRow

APART = Path(__file__).with_name("apart.py")
MOST_SECONDS = 60
MOST_CELLS = 3_000_000
TOO_MUCH = (
    "This workbook is too large to read: it may have cells far below or far to the right of its list. Copy the list to "
    "a new workbook, save that as XLSX or ODS, and choose it."
)


def workbook_sheets(raw: bytes, most_rows: int) -> list[Sheet]:
    """The sheets of an XLSX or ODS file that a person sees; hidden ones are left out. Raises NotASheet."""
    command = [sys.executable, "-I", str(APART), str(most_rows), str(MOST_CELLS)]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        raise NotASheet(TOO_MUCH) from None
    if done.returncode:
        raise NotASheet(TOO_MUCH)
    said = json.loads(done.stdout)
    if "refused" in said:
        raise NotASheet(said["refused"])
    return [Sheet(name, [SheetRow(at, at, cells) for at, cells in rows]) for name, rows in said["sheets"]]
