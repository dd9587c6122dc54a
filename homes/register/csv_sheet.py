"""Bytes of a CSV file become the rows of a sheet; what is no CSV file is refused with a sentence."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from homes.register.problems import NotARegister
from homes.register.sheet import SheetRow

SAVE_AS_CSV = "Open it in a spreadsheet program, save the list as “CSV UTF-8” and load that."
NOT_TEXT = {
    b"PK\x03\x04": f"This is a spreadsheet (ODS, XLSX) or a ZIP file, and only CSV files can be read. {SAVE_AS_CSV}",
    b"\xd0\xcf\x11\xe0": f"This is an old Excel file (XLS), and only CSV files can be read. {SAVE_AS_CSV}",
    b"%PDF": "This is a PDF. Load the CSV file that Ofsted publishes beside it.",
    b"\x1f\x8b": "This is a compressed file. Unpack it and load the CSV file in it.",
    b"\x89PNG": "This is an image. Load the CSV file that Ofsted publishes.",
    b"\xff\xd8\xff": "This is an image. Load the CSV file that Ofsted publishes.",
    b"GIF8": "This is an image. Load the CSV file that Ofsted publishes.",
    b"RIFF": "This is an image or a recording. Load the CSV file that Ofsted publishes.",
}
DAMAGED = "The text of this file is damaged: it begins as {encoding} and does not go on as such. Download it again."
BINARY = "This file is not text, so it is no CSV file. Load the CSV file that Ofsted publishes."
HEAD = 8000  # Characters: the title, the notes and the headings of every list so far, and some rows.


def csv_rows(raw: bytes) -> list[SheetRow]:
    """The rows of a CSV file, blank ones included. Raises NotARegister when the bytes are none."""
    text = decoded(raw)
    try:
        rows = list(_rows(text, separator=max(",;\t", key=text[:HEAD].count)))
    except csv.Error:
        raise NotARegister(
            "A cell of this file never ends; a quotation mark is opened and not closed. Download it again."
        ) from None
    if not text.endswith(("\n", "\r")):
        rows[-1] = replace(rows[-1], unfinished=True)
    return rows


def decoded(raw: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252, as in older years.

    Raises NotARegister for an empty file, for formats known by their first bytes, and for anything else not text.
    """
    for signature, sentence in NOT_TEXT.items():
        if raw.startswith(signature):
            raise NotARegister(sentence)
    text = _text(raw)
    if "\0" in text:
        raise NotARegister(BINARY)
    if not text.strip():
        raise NotARegister("This file is empty. Download it again.")
    if text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise NotARegister("This is a web page, not the file it offers. Download the CSV file itself and load that.")
    return text


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(raw, "utf-16", DAMAGED.format(encoding="UTF-16"))
    # Curly quotation marks and dashes in UTF-8 begin with these two bytes, which no Windows-1252 text has in a row:
    # a file that has them and is damaged elsewhere must not be read as something it is not.
    if raw.startswith(b"\xef\xbb\xbf") or b"\xe2\x80" in raw:
        return _strictly(raw, "utf-8-sig", DAMAGED.format(encoding="UTF-8"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(raw, "cp1252", BINARY)


def _strictly(raw: bytes, encoding: str, sentence: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise NotARegister(sentence) from None


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    before = 0
    for number, cells in enumerate(reader, start=1):
        first, last, before = before + 1, reader.line_num, reader.line_num
        yield SheetRow(first, number, cells, _swallowed(first, last, cells, separator))


def _swallowed(first: int, last: int, cells: list[str], separator: str) -> str | None:
    if first == last or not any(separator in cell and len(cell.splitlines()) > 1 for cell in cells):
        return None
    return (
        f"Lines {first} to {last} were read as one row, because a quotation mark is opened and not closed, or a cell "
        "holds both a line break and the sign that parts the cells. Correct it or download the file again."
    )
