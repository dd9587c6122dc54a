"""Files that hold sheets: what spreadsheet programs write is read, and what nobody should send is refused."""

import sys
import time
from contextlib import ExitStack, suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sandbox
from sheets import NotASheet, read_sheets
from tests.sheets.workbooks import Link, ods, ods_of, worksheet, xlsx, zipped

MAKERS = pytest.mark.parametrize("make", [xlsx, ods])


def rows(raw, **limits):
    """The cells of the only sheet, without the empty ones at the end of each row."""
    (sheet,) = read_sheets(raw, **limits)
    return [" | ".join(row.cells).rstrip(" |") for row in sheet.rows]


def with_cells(*cells):
    """A workbook whose one sheet is made of these cells."""
    return xlsx({"a": []}, {"xl/worksheets/sheet1.xml": worksheet(cells)})


def refusal(raw, **limits):
    with pytest.raises(NotASheet) as refused:
        read_sheets(raw, **limits)
    assert str(refused.value).endswith(".")
    return str(refused.value)


@MAKERS
def test_cells_read_as_people_type_them(make):
    line = [2835817, 4.5, 10**12, date(2025, 3, 31), "SC123456", Link("SC654321"), "Tŷ’r Onnen\nLôn Goed"]
    assert rows(make({"Homes": [line]})) == [
        "2835817 | 4.5 | 1000000000000 | 31/03/2025 | SC123456 | SC654321 | Tŷ’r Onnen\nLôn Goed"
    ]


@MAKERS
def test_rows_keep_the_numbers_that_a_spreadsheet_program_shows(make):
    (sheet,) = read_sheets(make({"Homes": [["Notes"], [], [None, None], [None, "URN"], ["  "], ["SC123456"]]}))
    assert [(row.line, row.row) for row in sheet.rows] == [(1, 1), (4, 4), (6, 6)]
    assert sheet.rows[1].cells == ["", "URN"]


@MAKERS
def test_every_sheet_is_read_in_its_order_the_empty_one_too(make):
    raw = make({"Notes": [["Read me"]], "Nothing": [], "Homes & places": [["SC123456"]]})
    assert [(sheet.name, len(sheet.rows)) for sheet in read_sheets(raw)] == [
        ("Notes", 1),
        ("Nothing", 0),
        ("Homes & places", 1),
    ]


def test_a_hidden_sheet_is_not_read():
    hidden = xlsx({"Seen": [["x"]], "Unseen": [["y"]]}, hidden="Unseen")
    assert [sheet.name for sheet in read_sheets(hidden)] == ["Seen"]


def test_a_csv_file_is_one_sheet_without_a_name():
    (sheet,) = read_sheets("URN;Name\n\n;;\nSC1;Tŷ\n".encode())
    assert sheet.name == ""
    assert [(row.line, row.cells) for row in sheet.rows] == [(1, ["URN", "Name"]), (4, ["SC1", "Tŷ"])]


@pytest.mark.parametrize(
    ("raw", "unfinished"), [(b"a\nb", True), (b"a\nb\n", False), (b"a\nb\n ,", False), (b"a\nb\r\n\r\n", False)]
)
def test_a_text_that_stops_in_a_row_says_so(raw, unfinished):
    assert read_sheets(raw)[0].rows[-1].unfinished is unfinished


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
        (b"PK\x03\x04 nothing more", "damaged workbook"),
        (zipped({"letter.txt": "Dear all"}), "damaged workbook"),
        (xlsx({"a": [["x"]]}, {"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}), "damaged workbook"),
        (b"<!doctype html>", "web page"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_sheet_is_refused(raw, sentence):
    assert sentence in refusal(raw)


@pytest.mark.parametrize("raw", [b"x\n" * 6, xlsx({"a": [["x"]] * 6}), ods({"a": [["x"]] * 6})])
def test_more_rows_than_allowed_are_refused_and_as_many_are_read(raw):
    assert len(rows(raw, most_rows=6)) == 6
    assert "more than 5 rows" in refusal(raw, most_rows=5)


X = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
MILLION = '<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>'
REPEATED = f'<table:table table:name="a">{MILLION}</table:table>'
FIRST = '<c r="A1"><v>1</v></c>'


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw",
    [
        with_cells(FIRST, '<c r="XFD1048576"><v>1</v></c>'),
        with_cells(FIRST, '<c r="ALL9000"><v>1</v></c>'),
        xlsx({"a": []}, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + b" " * 300_000_000}),
        ods_of(REPEATED.format(X)),
        ods_of(REPEATED.format(X.replace("cell ", 'cell table:number-columns-repeated="90" ', 1))),
        ods_of(REPEATED.format(X.replace("cell ", 'cell table:number-columns-repeated="16000" ', 1))),
    ],
    ids=["last-corner", "far-corner", "blown-up", "a-million-rows", "ninety-million-cells", "without-end"],
)
def test_a_small_file_that_asks_for_more_than_a_machine_has_is_refused(raw):
    assert len(raw) < 500_000
    refusal(raw)


def test_empty_cells_far_away_do_no_harm():
    assert rows(with_cells(FIRST, '<c r="XFD1048576" s="1"/>')) == ["1"]


@given(raw=st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail) | st.binary())
@settings(max_examples=30, deadline=None)
def test_any_bytes_give_sheets_or_a_refusal(raw):
    with suppress(NotASheet):
        read_sheets(raw)


def test_a_moment_keeps_its_hour():
    assert rows(ods({"a": [[datetime(2025, 3, 31, 9, 30)]]})) == ["31/03/2025 09:30"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"URN" + b",Heading" * 2_000_000 + b"\nSC1\n", "more than 1,000 columns"),
        (b"," * 18_000_000, "more than 1,000 columns"),
        (b"URN" + b",a" * 1000 + b"\n", "more than 1,000 columns"),
        ((b"," * 999 + b"a\n") * 3001, "3,000,000 cells"),
        (xlsx({"a": [["x"] * 1001]}), "more than 1,000 columns"),
        (xlsx({str(number): [["x"]] for number in range(101)}), "more than 100 sheets"),
        (xlsx({str(number): [["x"]] for number in range(3)}, {}), ""),
    ],
    ids=["two million headings", "commas", "a column too many", "cells", "workbook", "sheets", "three sheets"],
)
def test_limits_stand_before_anyone_looks_at_headings(raw, sentence):
    begun = time.monotonic()
    assert sentence in refusal(raw) if sentence else len(read_sheets(raw)) == 3
    assert time.monotonic() - begun < 10  # a moment; the first try had the site stand still


def test_as_many_columns_as_allowed_are_read():
    assert len(read_sheets(b"a," * 999 + b"a\n")[0].rows[0].cells) == 1000
    (sheet,) = read_sheets(xlsx({"a": [["x"] * 1000]}))
    assert len(sheet.rows[0].cells) == 1000


def test_no_more_workbooks_are_read_at_once_than_leave_threads_for_pages(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT", 0)
    raw = xlsx({"a": [["x"]]})
    with ExitStack() as others:
        for _ in range(sandbox.AT_ONCE):
            others.enter_context(sandbox._places)
        assert "reading other people's files" in refusal(raw)
    assert read_sheets(raw)


def test_the_process_that_reads_a_workbook_knows_no_secret_and_writes_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("CANARY_SECRET", "x")
    code = (
        "import os, sys; from sandbox import bind_itself; bind_itself(); import signal;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); print('CANARY_SECRET' in os.environ);"
        f"\ntry:\n open({str(tmp_path / 'a')!r}, 'w').write('x' * 9999)\nexcept OSError as fault: print(fault.errno)"
    )
    said = sandbox.in_bounds([sys.executable, "-c", code], b"", folder=str(Path(sandbox.__file__).parents[1]))
    assert said.decode().split() == ["False", "27"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_found_though_the_words_are_full_of_commas(separator):
    rows = [
        ["URN", "Name", "Note"],
        ["1", "Oak, Ash, and Elm", "calm, warm, near, quiet"],
        ["2", "Fir; Yew", "a, b, c, d"],
    ]
    quoted = [
        '"{}"'.format(f'"{separator}"'.join(row)) if separator in "".join(row) else separator.join(row) for row in rows
    ]
    found = read_sheets("\n".join(quoted).encode())[0]
    assert [row.cells for row in found.rows] == rows
