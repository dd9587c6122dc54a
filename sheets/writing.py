"""Rows become a CSV, XLSX or ODS file that opens as what it is: text stays text, and a date is a date.

A cell that begins like a formula gets an apostrophe before it, in each format alike: a sheet may be saved as another
(OWASP, CSV injection). One that has it gets another. `plain` takes one off again, so that a sheet that comes back
unchanged changes nothing.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import odswriter
from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from cleaning.text import one_line
from times import LONDON

Cell = str | int | Decimal | date | datetime | None
# Full-width signs too: some programs read them as the narrow ones.
FORMULA = r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"  # noqa: RUF001 - they are meant
BEGINS_LIKE_ONE = re.compile(FORMULA)
QUOTED = re.compile(f"'(?={FORMULA})")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDEST = 60
WRITTEN = datetime(2000, 1, 1)  # a file has no time zones


class Format(TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"
    ODS = "ods", "OpenDocument (ODS)"

    @classmethod
    def asked_for(cls, name: str | None) -> "Format":
        """The one of that name; of none of these names, XLSX."""
        return cls(name) if name in cls else cls.XLSX


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass(frozen=True)
class Table:
    """One sheet to write: its name, its headings and its rows."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def sheet_response(*, name: str, file_format: str, table: Table) -> HttpResponse:
    """A table to download as `name.csv`, `.xlsx` or `.ods`. No cache keeps it."""
    chosen = Format(file_format)
    disposition = download(f"{name}.{chosen.value}")
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(written(chosen, table), content_type=CONTENT_TYPES[chosen], headers=headers)


def download(name: str, *, as_attachment: bool = True) -> str:
    """The header Content-Disposition (RFC 6266) for a file of that name, whatever a row says that its name is."""
    # A stroke is no sign of a name, and Django leaves it where RFC 8187 does not allow it.
    return content_disposition_header(as_attachment, one_line(name).replace("/", "-") or "file")


def written(file_format: Format, table: Table) -> bytes:
    """The bytes of a file with one sheet."""
    rows = ([_safe(cell) for cell in row] for row in (table.headings, *table.rows))
    return WRITERS[file_format](table.title, rows)


def neutral(text: str) -> str:
    """The text as no spreadsheet program takes it for a formula, without characters that no sheet can hold."""
    text = NOT_XML.sub("", text)
    return f"'{text}" if BEGINS_LIKE_ONE.match(text) else text


def plain(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if QUOTED.match(text) else text


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        return timezone.localtime(cell, LONDON).replace(tzinfo=None, microsecond=0)
    return neutral(cell) if isinstance(cell, str) else cell


def _csv(title: str, rows: Iterable[list[Cell]]) -> bytes:
    out = io.StringIO()
    # Text is quoted throughout: a program that parts cells by semicolons must not find a formula behind one.
    sheet = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    sheet.writerows([_in_words(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _in_words(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else cell


def _xlsx(title: str, rows: Iterable[list[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    all_rows = list(rows)
    for number, column in enumerate(zip(*all_rows, strict=True), start=1):
        widest = max(len(str(cell or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest, WIDEST) + 3
    for place, row in enumerate(all_rows):
        sheet.append([_xlsx_cell(sheet, cell, heading=place == 0) for cell in row])
    # As `book.save` does, but for the time: written again, the same table is as long, whatever the clock says.
    book.properties.created = book.properties.modified = WRITTEN
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return out.getvalue()


def _xlsx_cell(sheet, value: Cell, *, heading: bool) -> XlsxCell:
    cell = WriteOnlyCell(sheet, value)
    if heading:
        cell.font = Font(bold=True)
    if isinstance(value, date):
        cell.number_format = "DD/MM/YYYY HH:MM" if isinstance(value, datetime) else "DD/MM/YYYY"
    elif isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes an equals sign for a formula, and "#N/A" for an error
        cell.alignment = Alignment(wrap_text="\n" in value)
    return cell


def _ods(title: str, rows: Iterable[list[Cell]]) -> bytes:
    out = io.BytesIO()
    with odswriter.writer(out) as book:
        sheet = book.new_sheet(title)
        for row in rows:
            sheet.writerow(row)
            _part_lines(sheet)
    return out.getvalue()


def _part_lines(sheet: odswriter.Sheet) -> None:
    """A line break inside a paragraph is a space in ODS: each line of the row just written becomes a paragraph."""
    for paragraph in sheet.table.lastChild.getElementsByTagName("text:p"):
        for line in paragraph.firstChild.data.splitlines()[:-1]:
            before = sheet.dom.createElement("text:p")
            before.appendChild(sheet.dom.createTextNode(line))
            paragraph.parentNode.insertBefore(before, paragraph)
        paragraph.firstChild.data = paragraph.firstChild.data.splitlines()[-1]


WRITERS = {Format.CSV: _csv, Format.XLSX: _xlsx, Format.ODS: _ods}
