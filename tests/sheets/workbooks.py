"""Small workbooks made for tests, as spreadsheet programs write them: XLSX and ODS."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

EPOCH = date(1899, 12, 30)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))

Rows = Iterable[Iterable[object]]


class Link(str):
    """A cell whose words are given by a formula, as Ofsted's ODS files have them."""


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # of 1980: the same bytes each time
    return out.getvalue()


def xlsx(sheets: Mapping[str, Rows], more: Mapping[str, str | bytes] | None = None, hidden: str = "") -> bytes:
    """A workbook: numbers as numbers, dates as dates, Links as HYPERLINK formulas."""
    names = list(enumerate(sheets, start=1))
    shown = {name: "hidden" if name == hidden else "visible" for name in sheets}
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{shown[name]}" r:id="r{at}"/>' for at, name in names
    )
    kind = f"{RELATIONS}/worksheet"
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{kind}" Target="worksheets/sheet{at}.xml"/>' for at, _ in names
    )
    formats = '<xf numFmtId="0"/><xf numFmtId="14"/>'
    office = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{office}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
    }
    for at, rows in enumerate(sheets.values(), start=1):
        files[f"xl/worksheets/sheet{at}.xml"] = worksheet(
            _xlsx_cell(f"{column_name(column)}{row}", value)
            for row, cells in enumerate(rows, start=1)
            for column, value in enumerate(cells)
            if value is not None
        )
    return zipped(files | dict(more or {}))


def worksheet(cells: Iterable[str]) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData><row>{"</row><row>".join(cells)}</row></sheetData></worksheet>'


def column_name(number: int) -> str:
    return (column_name(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _xlsx_cell(at: str, value: object) -> str:
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    if isinstance(value, Link):
        return (
            f'<c r="{at}" t="str"><f>HYPERLINK("https://example.org","{escape(value)}")</f><v>{escape(value)}</v></c>'
        )
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with the millions of repeated empty cells that LibreOffice writes below and beside a sheet."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(_ods_row(cells) for cells in rows)}'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    return ods_of(tables)


def ods_of(tables: str) -> bytes:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}>{body}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0"/>'
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_row(cells: Iterable[object]) -> str:
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}{empty}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    if isinstance(value, bool):
        kind = f'boolean" office:boolean-value="{str(value).lower()}'
    elif isinstance(value, date):
        kind = f'date" office:date-value="{value.isoformat()}'
    elif isinstance(value, int | float):
        kind = f'float" office:value="{value}'
    else:
        kind = "string"
    link = ' table:formula="of:=HYPERLINK(&quot;https://example.org&quot;)"' if isinstance(value, Link) else ""
    return f'<table:table-cell office:value-type="{kind}"{link}>{said}</table:table-cell>'
