"""An ODS workbook as Excel saves it, which is how Ofsted's comes: each sheet has a million rows of 16,384 cells."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from tests.sheets.workbooks import OASIS, Link, zipped

NAMES = ("office", "table", "text", "draw", "of")
SPACES = " ".join(f'xmlns:{name}="{OASIS}:{name.replace("draw", "drawing")}:1.0"' for name in NAMES)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = "application/vnd.oasis.opendocument.spreadsheet"
PICTURE = "media/image1.jpeg"
ROWS, COLUMNS = 1_048_576, 16_384
PROVIDER_PAGE = "http://reports.ofsted.gov.uk/inspection-reports/find-inspection-report/provider/CARE/"


class Anchor(str):
    """A cell whose words are a link."""


class Picture:
    """A cell that holds a picture and no words."""


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    files = {
        "mimetype": KIND,
        "styles.xml": _document("styles", ""),
        "content.xml": _document("content", body),
        "META-INF/manifest.xml": _manifest("/", "styles.xml", "content.xml", PICTURE, "meta.xml"),
        "meta.xml": _document("meta", "<office:meta/>"),
        PICTURE: _picture(),
    }
    return zipped(files)


def _document(name: str, body: str) -> str:
    tag = f"office:document-{name}"
    return f'{HEAD}<{tag} {SPACES} {XLINK} office:version="1.4">{body}</{tag}>'


def _manifest(*paths: str) -> str:
    kinds = {"/": KIND, PICTURE: "image/jpeg"}
    tag = "manifest:file-entry manifest:full-path"
    entries = "".join(f'<{tag}="{path}" manifest:media-type="{kinds.get(path, "text/xml")}"/>' for path in paths)
    return f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{entries}</manifest:manifest>'


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(out, "JPEG")
    return out.getvalue()


def _table(name: str, rows: Sequence[Sequence[object]]) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{COLUMNS}"/>'
    lines = "".join(f"<table:table-row>{_row(row, number)}</table:table-row>" for number, row in enumerate(rows, 1))
    below = f'<table:table-row table:number-rows-repeated="{ROWS - len(rows)}">{_empty(COLUMNS)}</table:table-row>'
    return f"<table:table table:name={quoteattr(name)}>{columns}{lines}{below}</table:table>"


def _row(cells: Sequence[object], number: int) -> str:
    return "".join(_cell(cell, number) for cell in cells) + _empty(COLUMNS - len(cells))


def _empty(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def _cell(value: object, row: int) -> str:
    if value == "" or value is None:
        return "<table:table-cell/>"
    if isinstance(value, Picture):
        frame = f'<draw:frame><draw:image xlink:href="{PICTURE}" xlink:type="simple"/></draw:frame>'
        return f"<table:table-cell>{frame}</table:table-cell>"
    lines = "".join(f"<text:p>{_words(line, value)}</text:p>" for line in _printed(value).split("\n"))
    return f"<table:table-cell {_type(value, row)}>{lines}</table:table-cell>"


def _type(value: object, row: int) -> str:
    if isinstance(value, date):
        return f'office:value-type="date" office:date-value="{value.isoformat()}T00:00:00"'
    if isinstance(value, int | float):
        return f'office:value-type="float" office:value="{value}"'
    if isinstance(value, Link):
        formula = quoteattr(f'of:=HYPERLINK("{PROVIDER_PAGE}" & [.B{row}]; "{value}")')
        return f'office:value-type="string" office:string-value={quoteattr(value)} table:formula={formula}'
    return 'office:value-type="string"'


def _printed(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _words(line: str, value: object) -> str:
    """A line with its spaces as the format writes those that would be lost."""
    spaced = re.sub(r"^ +| +$|(?<= ) +", lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(line))
    return (
        f'<text:a xlink:href="https://association.example/">{spaced}</text:a>' if isinstance(value, Anchor) else spaced
    )
