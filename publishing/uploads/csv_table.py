"""CSV: UTF-8 text in rows and columns, written anew so that no spreadsheet program finds a formula in it."""

import csv
import io
import re

from publishing.uploads.allowed import CSV, TAKEN
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable

MARK = b"\xef\xbb\xbf"
SEPARATORS = ",;\t|"
MOST_ROWS = 500_000
MOST_COLUMNS = 1000
MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)\b|<\?xml", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NUMBER = re.compile("[+-] ?£?[0-9., \u00a0]+%?")
# Where a cell begins for a program that parts cells by another sign than ours, and the first sign of a formula there.
BEGINNING = re.compile(r"(^|[,;\t|\r\n])([\s\"']*)(?=[=+\-@＝＋－＠])")  # noqa: RUF001 - some programs read them as signs


def rebuilt_csv(raw: bytes) -> RebuiltFile:
    """The same rows with the same separator; cells that begin like a formula get an apostrophe. Raises Unusable."""
    text = _text(raw)
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    rows = _rows(text, separator)
    harmless = [[_harmless(cell) for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(harmless)
    made = (MARK if raw.startswith(MARK) else b"") + out.getvalue().encode()
    changed = sum(old != new for old, new in zip(rows, harmless, strict=True))
    note = (f"formulas in {changed} row{'' if changed == 1 else 's'}: an apostrophe stands before them",)
    return RebuiltFile(CSV, made, taken_out=note if changed else ())


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unusable(f"We cannot tell what this file is. {TAKEN} Save a CSV as “CSV UTF-8”.") from fault
    if CONTROL.search(text):
        raise Unusable(f"This is no file of a kind that we can take, whatever its name says. {TAKEN}")
    if MARKUP.search(text):
        raise Unusable(f"This is no table, whatever its name says. {TAKEN}")
    if text.lstrip().lower().startswith(("sep=", '"sep=')):
        raise Unusable("The first line of this table is “sep=”, which changes how it is read. Delete that line.")
    return text


def _rows(text: str, separator: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if len(row) > MOST_COLUMNS or len(rows) == MOST_ROWS:
                raise Unusable(f"This table has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns. Split it.")
            rows.append(row)
    except csv.Error as fault:
        raise Unusable("This table is damaged: a quotation mark is missing. Save it again as “CSV UTF-8”.") from fault
    if max(map(len, rows), default=0) < 2:
        raise Unusable(f"This is no table with columns. {TAKEN}")
    return rows


def _harmless(cell: str) -> str:
    """The cell as no program takes it for a formula, however it parts cells (OWASP, CSV injection)."""
    return BEGINNING.sub(lambda found: _escaped(found, cell), cell)


def _escaped(found: re.Match, cell: str) -> str:
    bare = cell.strip(" ")
    is_number = bare in ("+", "-") or NUMBER.fullmatch(bare)
    return found[0] if is_number or found[2].endswith("'") else f"{found[0]}'"
