"""Bytes of a CSV file become a sheet; what is no CSV file is refused with a sentence."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from sheets.encoding import single_encoding
from sheets.limits import MOST_CELLS, MOST_COLUMNS
from sheets.problems import NotASheet
from sheets.sheet import Sheet, SheetRow, blank

DAMAGED = "The text of this file is damaged: it begins as {encoding} and does not go on as such. Download it again."
BINARY = "This file is not text, so it is no CSV file, and no workbook either. Choose a spreadsheet or a CSV file."
MOST_SEPARATORS = 20 * MOST_COLUMNS  # of one line: some stand inside of cells
TOO_WIDE = f"This file has more than {MOST_COLUMNS:,} columns. Delete those that are empty or not needed."
UNSURE = (
    "The letters of this file cannot be told: it is neither UTF-8 nor Windows-1252 nor Mac Roman, or not text at all. "
    "Save it as XLSX, ODS or CSV in UTF-8, and choose that file."
)
SWALLOWED = (
    "Lines {first} to {last} were read as one row, because a quotation mark is opened and not closed, or a cell holds "
    "both a line break and the sign that parts the cells. Correct it or download the file again."
)
SEPARATORS = ",;\t|"
HEAD = 8000  # Characters: titles, notes and headings, and some rows.


def csv_sheet(raw: bytes, most_rows: int) -> Sheet:
    """The rows of a CSV file. Raises NotASheet when the bytes are none, or have too many rows."""
    text = decoded(raw)
    separator = _separator(text)
    # Before the reader builds a list of them: a line of millions of headings is some megabytes of commas.
    if any(line.count(separator) > MOST_SEPARATORS for line in text.splitlines()):
        raise NotASheet(TOO_WIDE)
    rows: list[SheetRow] = []
    cells = 0
    try:
        for row in _rows(text, separator):
            cells += len(row.cells)
            if len(rows) == most_rows or cells > MOST_CELLS:
                raise NotASheet(f"This file has more than {most_rows:,} rows, or {MOST_CELLS:,} cells. Split it.")
            if len(row.cells) > MOST_COLUMNS:
                raise NotASheet(TOO_WIDE)
            rows.append(row)
    except csv.Error:
        raise NotASheet(
            "A cell of this file never ends; a quotation mark is opened and not closed. Download it again."
        ) from None
    return Sheet("", rows)


def decoded(raw: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16 with its mark, else what older programs write.

    Raises NotASheet for an empty file, a web page, and anything that is not text.
    """
    text = _text(raw)
    if "\0" in text:
        raise NotASheet(BINARY)
    if not text.strip():
        raise NotASheet("This file is empty. Download it again.")
    if text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise NotASheet("This is a web page, not the file it offers. Download the file itself and choose that.")
    return text


def _separator(text: str) -> str:
    """The sign that parts most of the first rows into the same number of cells: words may be full of commas."""
    head = text[:HEAD]
    whole = head if len(text) <= HEAD else head[: head.rfind("\n") + 1] or head
    return max(SEPARATORS, key=lambda separator: _evenness(whole, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many rows have the commonest width above one, and that width."""
    try:
        widths = [len(row) for row in csv.reader(StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    return max(((wide.count(width), width) for width in set(wide)), default=(0, 0))


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(raw, "utf-16", DAMAGED.format(encoding="UTF-16"))
    if raw.startswith(b"\xef\xbb\xbf"):
        return _strictly(raw, "utf-8-sig", DAMAGED.format(encoding="UTF-8"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _in_parts(raw)


def _in_parts(raw: bytes) -> str:
    """A text of which some lines are UTF-8, perhaps, and the others have one byte for each letter."""
    lines = [(line, _utf8(line)) for line in raw.splitlines(keepends=True)]
    others = b"".join(line for line, text in lines if text is None)
    # Curly quotation marks and dashes in UTF-8 begin with these two bytes, which no other text has in a row: a line
    # that has them and is damaged elsewhere must not be read as something it is not.
    if b"\xe2\x80" in others:
        raise NotASheet(DAMAGED.format(encoding="UTF-8"))
    encoding = single_encoding(others)
    if encoding is None or b"\0" in raw:
        raise NotASheet(BINARY if b"\0" in raw else UNSURE)
    return "".join(line.decode(encoding) if text is None else text for line, text in lines)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _strictly(raw: bytes, encoding: str, sentence: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise NotASheet(sentence) from None


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    """The rows that hold something; the last says whether the text stops without a line end."""
    lines = StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=separator)
    before, pending, width = 0, None, 0
    for number, cells in enumerate(reader, start=1):
        first, last, before = before + 1, reader.line_num, reader.line_num
        if pending:
            yield pending
        swallowed = last > first and _swallows(lines[first - 1 : last], cells, separator, width)
        problem = SWALLOWED.format(first=first, last=last) if swallowed else None
        pending = None if blank(cells) else SheetRow(first, number, cells, problem)
        width = len(cells)
    if pending:
        yield replace(pending, unfinished=not text.endswith(("\n", "\r")))


def _swallows(lines: list[str], cells: list[str], separator: str, width: int) -> bool:
    """Whether a row of several lines looks like several rows that a stray quotation mark put together.

    An address of many lines ends with its quotation mark, and its row has as many cells as the one above (`width`).
    """
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return True
    return len(cells) != width and any(separator in cell and len(cell.splitlines()) > 1 for cell in cells)
