"""What can be said of a published file without quoting a row of it: its bytes, its headings and its noise.

This reads files by itself, and not as the portal does: what the portal overlooks must show.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree
from zipfile import ZipFile

Grid = list[list[str]]
OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
TABLE, OFFICE, TEXT = OASIS.format("table"), OASIS.format("office"), OASIS.format("text")
# Columns whose words are those of a list; of all others the form of the cells is told.
CODED = re.compile(
    "web link|provision type|status|region|sector|short|multi|event type|overall|outcome|quality|health|safeg|helped|"
    "lead|category|inspectorate|reason",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\b(urn|event number)$", re.IGNORECASE)
PATTERN = re.compile(r"(?:SC)?[0-9][0-9/.]*")
NOISE = {
    "a space before": re.compile(r"^\s+\S"),
    "a space after": re.compile(r"\S\s+$"),
    "two spaces": re.compile(r"\S\s\s+\S"),
    "a comma": re.compile(","),
    "a quotation mark": re.compile('"'),
    "an apostrophe": re.compile("'"),
    "an ampersand": re.compile("&"),
    "brackets": re.compile(r"\("),
    "no ASCII": re.compile(r"[^\x00-\x7f]"),
    "all capitals": re.compile(r"^[^a-z]*[A-Z]{2}[^a-z]*$"),
}


def facts_of(raw: bytes) -> dict:
    """All facts of a CSV file or an ODS workbook, for comparing one with another."""
    if raw.startswith(b"PK"):
        return {"parts": parts_of(raw), "sheets": {name: _of_sheet(grid) for name, grid in workbook_grids(raw)}}
    return facts_of_bytes(raw) | list_facts(csv_grid(raw))


def facts_of_bytes(raw: bytes) -> dict:
    """The encoding of a CSV file, its line ends, and whether the last line has one."""
    ends = "\r\n" if b"\r\n" in raw else "\n"
    alone = re.search(rb"(?<!\r)\n" if ends == "\r\n" else rb"\r", raw)
    last = raw.endswith(ends.encode())
    return {"encoding": encoding_of(raw), "ends": "mixed" if alone else ends, "last line ends": last}


def encoding_of(raw: bytes) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def csv_grid(raw: bytes) -> Grid:
    return list(csv.reader(io.StringIO(raw.decode(encoding_of(raw)), newline="")))


def list_facts(grid: Grid) -> dict:
    """Headings, the lines above, blank columns and rows around the list, and the forms of its cells."""
    at = next(place for place, row in enumerate(grid) if "URN" in map(_words, row))
    headings = _trimmed(grid[at])
    rows = [row for row in grid[at + 1 :] if any(row)]
    columns = {_words(heading): [_at(row, column) for row in rows] for column, heading in enumerate(headings)}
    return {
        "above": [[_label(cell) for cell in _trimmed(row)] for row in grid[:at]],
        "headings": headings,
        "blank columns": len(grid[at]) - len(headings),
        "blank rows": sum(not any(row) for row in grid[at:]),
        "forms": {heading: forms(heading, cells) for heading, cells in columns.items()},
        "repeated": {heading for heading, cells in columns.items() if NUMBERED.search(heading) and _repeats(cells)},
        "filled": filled(columns),
    }


def forms(heading: str, cells: Iterable[str]) -> set[str]:
    """The words of a column that has a list of them; else what its cells look like, and every kind of noise in them."""
    return set(cells) if CODED.search(heading) else {form for cell in cells for form in form_of(cell)}


def form_of(cell: str) -> Iterator[str]:
    """The forms of one cell; in a workbook its type stands before its words."""
    kind, _, words = cell.rpartition("|")
    if PATTERN.fullmatch(words):
        yield f"{kind} {re.sub('[0-9]', '9', words)}".strip()
    elif not words.strip() or words == "REDACTED":
        yield words and words.replace("  ", " ")
    else:
        yield f"{kind} words".strip()
        yield from (name for name, pattern in NOISE.items() if pattern.search(words))


def filled(columns: Mapping[str, Sequence[str]]) -> set[tuple[str, str, str]]:
    """Which columns hold something, nothing or REDACTED, by kind of provider."""
    found = set()
    for heading, cells in columns.items():
        for kind, cell in zip(columns["Provision type"], cells, strict=True):
            words = _words(cell)
            found.add((_words(kind).casefold(), heading, words if words in ("", "REDACTED") else "something"))
    return found


def parts_of(raw: bytes) -> list[str]:
    return sorted(ZipFile(io.BytesIO(raw)).namelist())


def workbook_grids(raw: bytes) -> Iterator[tuple[str, Grid]]:
    """The sheets of an ODS workbook: each cell as its type, a stroke and its words. Rows that repeat stand once."""
    with ZipFile(io.BytesIO(raw)) as archive, archive.open("content.xml") as content:
        for _, element in ElementTree.iterparse(content):
            if element.tag == f"{TABLE}table":
                yield element.get(f"{TABLE}name", ""), [_cells(row) for row in element.iter(f"{TABLE}table-row")]
                element.clear()


def _cells(row: ElementTree.Element) -> list[str]:
    cells = []
    for cell in row:
        times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        cells += [_cell(cell)] * (times if times < 1000 else 1)
    return _trimmed(cells)


def _cell(cell: ElementTree.Element) -> str:
    if len(cell) == 0:
        return ""
    link = "link " if cell.find(f".//{TEXT}a") is not None else ""
    kind = ("formula " if cell.get(f"{TABLE}formula") else link) + cell.get(f"{OFFICE}value-type", "picture")
    return f"{kind}|" + "\n".join(_paragraph(line) for line in cell.findall(f"{TEXT}p"))


def _paragraph(element: ElementTree.Element) -> str:
    words = element.text or ""
    for child in element:
        spaces = int(child.get(f"{TEXT}c", 1)) if child.tag == f"{TEXT}s" else 0
        words += " " * spaces + ("" if spaces else _paragraph(child)) + (child.tail or "")
    return words


def _of_sheet(grid: Grid) -> dict:
    """The facts of a list, or of a sheet without one: its first line, and which types of cell stand in it."""
    if any("URN" in map(_words, row) for row in grid[:11]):
        return list_facts(grid)
    types = {cell.rpartition("|")[0] for row in grid for cell in row}
    return {"first": [_label(cell) for cell in grid[0]], "types": types, "tables": _tables(grid)}


def _tables(grid: Grid) -> dict[str, list[str]]:
    """The headings of the tables of counts in a sheet, by the number of the table."""
    found = defaultdict(list)
    for row, after in pairwise(grid):
        number = re.match(r"string\|Table ([0-9]+[a-z]):", row[0]) if row else None
        if number:
            found[number[1]] = after
    return dict(found)


def _label(cell: str) -> str:
    """A title or heading as it stands; of a sentence, only that it is one: sentences are not copied."""
    return "a sentence" if cell.rstrip().endswith(".") else cell


def _words(cell: str) -> str:
    return cell.rpartition("|")[2].strip()


def _trimmed(row: list[str]) -> list[str]:
    width = max((place for place, cell in enumerate(row, start=1) if cell), default=0)
    return row[:width]


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _repeats(cells: Sequence[str]) -> bool:
    found = [cell for cell in cells if cell]
    return len(set(found)) < len(found)
