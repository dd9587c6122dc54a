"""Rows as CSV, XLSX and ODS: what a spreadsheet program finds in them."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sheets.writing import Format, Table, neutral, plain, sheet_response, written

FORMULAS = ["=1+1", "+44 1632", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1", "\n=1"]  # noqa: RUF001
HARMLESS = ["Tŷ Gwyn", "1=1", "a@b.example", "", "'tis", "’quoted", "'", "''"]
QUOTED = ["'=1", "''=1", "'  @x", "'\n=1"]  # as somebody typed them
EVERYTHING = ["Tŷ'r Onnen", 4, Decimal("2.5"), date(2026, 6, 4), datetime(2026, 6, 4, 8, 30, tzinfo=UTC), None]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"


def table(*cells) -> Table:
    return Table("Homes", [f"Column {number}" for number in range(len(cells))], [cells])


def csv_cells(raw: bytes) -> list[str]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1]


def xlsx_cells(raw: bytes) -> list:
    return list(load_workbook(io.BytesIO(raw)).active)[1]


def ods_cells(raw: bytes) -> list:
    content = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read("content.xml"))
    cells = list(content.iter(CELL))
    return cells[len(cells) // 2 :]


def ods_text(cell) -> str:
    return "\n".join(line.text or "" for line in cell.iter(TEXT))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_text_in_every_format(text):
    assert neutral(text) == f"'{text}"
    assert csv_cells(written(Format.CSV, table(text)))[0][0] == "'"
    found = xlsx_cells(written(Format.XLSX, table(text)))[0]
    assert (found.data_type, found.value[0]) == ("s", "'")
    assert ods_text(ods_cells(written(Format.ODS, table(text)))[0])[0] == "'"


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_cell_stays_as_it_is(text):
    assert neutral(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, *HARMLESS, *QUOTED])
def test_what_was_neutralised_is_read_back_as_it_was(text):
    assert plain(neutral(text)) == text


@given(st.text("='-\t\n x", max_size=6))
def test_any_text_comes_back_and_never_begins_like_a_formula(text):
    assert plain(neutral(text)) == text
    assert not re.match(r"\s*[=-]", neutral(text))


def test_a_formula_behind_a_semicolon_stays_inside_its_quotation_marks():
    assert '"a;=1+1"' in written(Format.CSV, table("a;=1+1")).decode("utf-8-sig")


def test_a_heading_that_is_a_formula_is_neutralised_too():
    raw = written(Format.CSV, Table("Homes", ["=1+1"], []))
    assert raw.decode("utf-8-sig").strip() == '"\'=1+1"'


def test_csv_opens_in_excel_as_utf_8_and_writes_dates_as_the_register_does():
    raw = written(Format.CSV, table(*EVERYTHING))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert csv_cells(raw) == ["Tŷ'r Onnen", "4", "2.5", "04/06/2026", "04/06/2026 09:30", ""]


def test_xlsx_holds_numbers_and_real_dates_in_london_time():
    text, number, decimal, day, moment, nothing = xlsx_cells(written(Format.XLSX, table(*EVERYTHING)))
    assert (text.value, number.value, decimal.value, nothing.value) == ("Tŷ'r Onnen", 4, 2.5, None)
    assert day.is_date
    assert day.value.date() == date(2026, 6, 4)
    assert moment.value == datetime(2026, 6, 4, 9, 30)


def test_ods_holds_numbers_and_real_dates():
    text, number, _, day, moment, nothing = ods_cells(written(Format.ODS, table(*EVERYTHING)))
    assert ods_text(text) == "Tŷ'r Onnen"
    assert number.get(f"{OFFICE}value") == "4"
    assert day.get(f"{OFFICE}date-value") == "2026-06-04"
    assert moment.get(f"{OFFICE}date-value") == "2026-06-04T09:30:00"
    assert ods_text(nothing) == ""


@pytest.mark.parametrize("text", ["1 Invented Road\nNowhere", "#N/A", "a\x00b\x0bc"])
def test_lines_and_odd_characters_come_through_every_format(text):
    said = text.replace("\x00", "").replace("\x0b", "")
    assert csv_cells(written(Format.CSV, table(text)))[0] == said
    assert xlsx_cells(written(Format.XLSX, table(text)))[0].value == said
    assert ods_text(ods_cells(written(Format.ODS, table(text)))[0]) == said


@pytest.mark.parametrize("file_format", list(Format))
def test_a_table_without_rows_has_its_headings(file_format):
    assert written(file_format, Table("Homes", ["Number"], []))


def test_a_download_has_a_name_and_no_cache_keeps_it():
    answer = sheet_response(name="homes", file_format="ods", table=table("a"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="homes.ods"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize("file_format", Format)
def test_the_same_table_is_as_long_whenever_it_is_written(file_format):
    """A server answers HEAD by what it answers GET a moment later."""
    lengths = set()
    for second in range(40):
        with time_machine.travel(datetime(2026, 11, 28, 3, 0, second, tzinfo=UTC), tick=False):
            lengths.add(len(written(file_format, Table("Homes", ["Home"], [["9000001"]]))))
    assert len(lengths) == 1
