"""The table of a sheet that people fill in: headings, what is below them, merged cells, and what is not read."""

import io

import pytest
from openpyxl import Workbook

from sheets import NotASheet
from sheets.children import speaks_of_children
from sheets.table import read_table
from tests.sheets.workbooks import ods_of, xlsx

NAMES = {"home": ("Home", "URN"), "duty": ("Duty",), "note": ("Note", "Notes")}
HEADINGS = ["Home", "Duty", "Note"]


def table(raw):
    return read_table(raw, NAMES, ["home", "duty"], missing="No headings.")


def rows(raw):
    return [(row.row, *row.cells.values()) for row in table(raw).rows]


def csv(*lines):
    return "\n".join(lines).encode()


def merged_xlsx(lines, *spans):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for span in spans:
        book.active.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged_ods(lines, *spans):
    """The same workbook as LibreOffice writes it: the other cells of a merged one are covered ones."""
    sheet = Workbook().active
    for span in spans:
        sheet.merge_cells(span)
    areas = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
    made = "".join(
        f"<table:table-row>{''.join(_ods_cell(at, column, cell, areas) for column, cell in enumerate(line, start=1))}"
        "</table:table-row>"
        for at, line in enumerate(lines, start=1)
    )
    return ods_of(f'<table:table table:name="Sheet">{made}</table:table>')


def _ods_cell(at, column, cell, areas):
    spans = ""
    for top, left, bottom, right in areas:
        if (at, column) == (top, left):
            spans = f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
        elif top <= at <= bottom and left <= column <= right:
            return "<table:covered-table-cell/>"
    words = f"<text:p>{cell}</text:p>" if cell else ""
    return f'<table:table-cell office:value-type="string"{spans}>{words}</table:table-cell>'


MERGED = pytest.mark.parametrize("make", [merged_xlsx, merged_ods])


def test_headings_stand_in_any_order_below_a_title_and_other_columns_are_named():
    raw = csv("Our visits,,,,", "Colour,Notes,DUTY:,Urn,", "red,n,44,9000001,", ",,45,9000002,")
    assert rows(raw) == [(3, "9000001", "44", "n"), (4, "9000002", "45", "")]
    assert table(raw).unread == ["Colour"]
    assert table(raw).notes == []


def test_of_two_columns_that_mean_the_same_the_first_name_counts_and_the_other_is_named():
    raw = csv("URN,Home,Duty", "9000001,Home 1,44")
    assert rows(raw) == [(2, "Home 1", "44")]
    assert table(raw).unread == ["URN"]


@pytest.mark.parametrize("headings", ["Home,Duty,home", "Home,Duty,Note,NOTE"])
def test_a_heading_that_stands_twice_is_refused(headings):
    with pytest.raises(
        NotASheet, match=r"The heading “(Home|Note)” stands there twice. Delete one of the two columns\."
    ):
        table(csv(headings, "1,2,3,4"))


def test_columns_that_are_not_read_may_stand_twice():
    assert table(csv("Home,Duty,x,x", "1,2,3,4")).unread == ["x", "x"]


@pytest.mark.parametrize(("above", "found"), [(9, True), (10, False)])
def test_headings_are_looked_for_in_ten_rows(above, found):
    raw = csv(*["a title"] * above, "Home,Duty", "1,2")
    if found:
        assert rows(raw) == [(above + 2, "1", "2")]
    else:
        with pytest.raises(NotASheet, match=r"No headings\."):
            table(raw)


def test_headings_that_a_program_repeats_are_no_row():
    assert rows(csv("Home,Duty", "1,44", "Home,Duty", "2,45")) == [(2, "1", "44"), (4, "2", "45")]


def test_the_first_sheet_with_the_headings_is_read_and_the_others_are_named():
    raw = xlsx({"Read me": [["Hello"]], "Nothing": [], "Days": [HEADINGS, [1, 44]], "Old": [HEADINGS, [2, 45]]})
    assert rows(raw) == [(2, "1", "44", "")]
    assert table(raw).notes == ["Of this file, the sheet “Days” was read. Not read: “Read me”, “Old”."]


def test_a_cell_too_many_is_a_slip_in_a_csv_file_and_a_note_in_a_workbook():
    (row, good) = table(csv("Home,Duty", "1,Visit, by day", "2,45,")).rows
    assert "text to the right of the last heading" in row.problem
    assert good.problem == ""
    found = table(xlsx({"a": [["Home", "Duty"], [1, 44, None, "ask Jo"]]}))
    assert found.rows[0].problem == ""
    assert found.unread == ["column D, which has no heading"]


def test_a_column_without_a_heading_is_named_by_its_letter_where_it_holds_something():
    assert table(csv("Home,,Duty,", "1,x,44,")).unread == ["column B, which has no heading"]


@pytest.mark.parametrize(
    "lines",
    [
        ['1,"Visit,', "2,45,", ""],  # to the end of the file
        ['1,"Visit,', '2,"45",', ""],  # to the next quotation mark, which opens a cell
        ['1,"Visit,x', '2,4,5"', ""],  # to one that ends a cell, with fewer cells than there are headings
    ],
)
def test_a_quotation_mark_that_puts_rows_together_is_a_problem_of_the_row(lines):
    (row,) = table(csv("Home,Duty,Note", *lines)).rows
    assert "Lines 2 to" in row.problem


def test_a_cell_of_many_lines_with_commas_is_none():
    found = table(csv("Home,Duty,Note", '1,44,"a, b', 'c, d"', '2,"x', 'y",z')).rows
    assert [(row.cells["note"], row.problem) for row in found] == [("a, b\nc, d", ""), ("z", "")]


def test_an_apostrophe_before_a_formula_is_none_of_the_words():
    assert rows(csv("Home,Duty", "'=1,'tis")) == [(2, "=1", "'tis")]


@MERGED
def test_cells_merged_down_mean_the_same_in_each_row_and_it_is_said(make):
    lines = [HEADINGS, ["9000001", "44", ""], [None, "45", "x"], [None, None, None], ["9000002", "44", ""]]
    raw = make(lines, "A2:A4")
    assert rows(raw) == [(2, "9000001", "44", ""), (3, "9000001", "45", "x"), (5, "9000002", "44", "")]
    assert table(raw).notes == ["Cells under “Home” are merged: each of their rows was read with the same words."]


@MERGED
def test_cells_merged_across_columns_that_are_read_are_refused_by_name(make):
    first, second, third = table(make([HEADINGS, ["1", "44", None], ["2", "45", "n"], ["3", "46", None]], "B2:C2")).rows
    assert first.problem == "The cells B2 to C2 are merged into one. Part them, and write into each what it means."
    assert (second.problem, third.problem) == ("", "")
    both = table(make([HEADINGS, ["1", "44", None], ["2", None, None]], "B2:C3")).rows
    assert [row.problem[:17] for row in both] == ["The cells B2 to C", "The cells B3 to C"]


@MERGED
def test_cells_merged_across_columns_that_are_not_read_or_above_the_headings_do_no_harm(make):
    lines = [["Our visits", None, None, None], ["Home", "Duty", "x", "y"], ["1", "44", "far", None]]
    assert rows(make(lines, "A1:D1", "C3:D3")) == [(3, "1", "44")]
    assert [row.problem for row in table(make(lines, "A1:D1", "C3:D3", "B3:B3")).rows] == [""]
    assert [row.problem for row in table(make([lines[1], ["1", "44", None, None]], "B2:D2")).rows] == [""]


@MERGED
def test_headings_in_two_rows_are_the_lower_ones(make):
    lines = [["Home", "Duty", "When", None], [None, None, "Note", "y"], ["1", "44", "n", ""]]
    assert rows(make(lines, "A1:A2", "B1:B2", "C1:D1")) == [(3, "1", "44", "n")]


def test_a_row_that_ods_repeats_does_not_move_the_merged_cells_below_it():
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    repeated = cell.format(' table:number-columns-repeated="2"', "x")
    made = [
        f'<table:table-row table:number-rows-repeated="2">{cell.format("", "title")}</table:table-row>',
        f"<table:table-row>{repeated}{cell.format('', 'Duty')}{cell.format('', 'Home')}</table:table-row>",
        f"<table:table-row>{repeated}{cell.format('', '44')}"
        + cell.format(' table:number-rows-spanned="2"', "1")
        + "</table:table-row>",
        f"<table:table-row>{repeated}{cell.format('', '45')}<table:covered-table-cell/></table:table-row>",
    ]
    raw = ods_of(f'<table:table table:name="Sheet">{"".join(made)}</table:table>')
    assert rows(raw) == [(4, "1", "44"), (5, "1", "45")]


@pytest.mark.parametrize(
    "heading",
    [
        *("Child", "Child's name", "Name of young person", "Date of birth", "DOB", "D.O.B.", "NHS number", "Placement"),
        *("date_of_birth", "Children placed", "Young people's initials", "Resident", "Placing authority", "YP"),
        *("Enw'r plentyn", "Dyddiad geni", "Pobl ifanc"),
    ],
)
def test_headings_that_speak_of_children_refuse_the_file(heading):
    assert speaks_of_children(heading)
    with pytest.raises(NotASheet, match="speak of children"):
        table(csv(f"Home,Duty,{heading}", "1,44,x"))


@pytest.mark.parametrize(
    "heading", ["URN", "Children's home", "Children’s homes", "Short-break-only children's home", "Places", "Needs"]
)
def test_headings_of_homes_do_not(heading):
    assert not speaks_of_children(heading)


def test_a_heading_about_children_in_the_upper_of_two_rows_refuses_the_file_too():
    lines = [["Home", "Duty", "Child", None], [None, None, "Note", "y"], ["1", "44", "n", ""]]
    with pytest.raises(NotASheet, match="speak of children: Child"):
        table(merged_xlsx(lines, "A1:A2", "B1:B2", "C1:D1"))


def test_words_below_the_headings_are_none_of_them():
    assert rows(csv("Home,Duty,Note", "1,44,Child protection")) == [(2, "1", "44", "Child protection")]
