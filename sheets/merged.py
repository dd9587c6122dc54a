"""Merged cells: the file has their words in the first one only.

Merged down, each row means the same words, so each gets them. Merged across, nobody can say what each column means:
the row says so, and whoever needs one of the columns refuses it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

Span = tuple[int, int, int, int]  # top, left, bottom, right, from nought, all within
Row = tuple[int, list[str], list[tuple[int, int]], list[int]]  # number, cells, merged across, given from above
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def merged(rows: list[tuple[int, list[str]]], spans: Iterable[Span]) -> list[Row]:
    """Rows, in order of their numbers, with what merged cells mean for them.

    No row is filled that has nothing of its own.
    """
    if not rows:
        return []
    cells, last = dict(rows), rows[-1][0]
    across, down = defaultdict(list), defaultdict(list)
    for top, left, bottom, right in spans:
        for at in range(top + 1, min(bottom + 1, last) + 1):
            if at not in cells or left >= len(cells[at]):
                continue
            if right > left:
                across[at].append((left, right))
            if at > top + 1 and top + 1 in cells and not cells[at][left].strip():
                cells[at][left] = cells[top + 1][left]
                down[at].append(left)
    return [(at, row, across[at], down[at]) for at, row in rows]


def spans_of_ods(raw: bytes) -> dict[str, list[Span]]:
    """The merged cells of an ODS file by the names of its sheets; none of any other."""
    with ZipFile(BytesIO(raw)) as archive:
        content = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
    if b"-spanned=" not in content:
        return {}
    return _spans(content)


def _spans(content: bytes) -> dict[str, list[Span]]:
    found, tops, name = defaultdict(list), Counter(), ""
    # Bounded: this runs in a process of its own.
    for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314
        if event == "start" and element.tag == f"{TABLE}table":
            name = element.get(f"{TABLE}name", "")
        elif event == "end" and element.tag == f"{TABLE}table-row":
            found[name] += _spans_of_row(element, tops[name])
            tops[name] += int(element.get(f"{TABLE}number-rows-repeated", 1))
            element.clear()
    return found


def _spans_of_row(row: ElementTree.Element, top: int) -> Iterable[Span]:
    left = 0
    for cell in (each for each in row if each.tag in CELLS):
        down, across = (int(cell.get(f"{TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or across > 1:
            yield top, left, top + down - 1, left + across - 1
        left += int(cell.get(f"{TABLE}number-columns-repeated", 1))
