"""What merged cells mean for each row of a sheet, and where they lie in an ODS file."""

import pytest

from sheets.merged import merged, spans_of_ods
from tests.sheets.workbooks import ods_of, xlsx

CELL = "<table:table-cell{}/>"
COVERED = "<table:covered-table-cell/>"


def read(rows, *spans):
    """Each row's number, cells, what is merged across it, and what it was given from above."""
    return merged([(at, list(cells)) for at, cells in rows.items()], spans)


def test_rows_without_merged_cells_stay_as_they_are():
    assert read({1: ["a", "b"], 3: ["", "c"]}) == [(1, ["a", "b"], [], []), (3, ["", "c"], [], [])]
    assert read({}, (0, 0, 5, 5)) == []


def test_a_cell_merged_down_gives_its_words_to_each_of_its_rows_and_to_none_beside():
    rows = {1: ["x", "x"], 2: ["x", "a"], 3: ["x", ""], 4: ["x", " "], 5: ["x", ""]}
    assert read(rows, (1, 1, 3, 1)) == [
        (1, ["x", "x"], [], []),
        (2, ["x", "a"], [], []),
        (3, ["x", "a"], [], [1]),
        (4, ["x", "a"], [], [1]),
        (5, ["x", ""], [], []),
    ]


def test_a_cell_merged_far_below_the_last_row_ends_with_it():
    assert read({1: ["a"], 2: [""], 3: [""]}, (0, 0, 2**60, 0)) == [
        (1, ["a"], [], []),
        (2, ["a"], [], [0]),
        (3, ["a"], [], [0]),
    ]


def test_a_cell_below_that_has_words_of_its_own_keeps_them():
    assert read({1: ["a"], 2: ["own"]}, (0, 0, 1, 0)) == [(1, ["a"], [], []), (2, ["own"], [], [])]


def test_an_empty_merged_cell_is_given_nothing_from_itself():
    assert read({1: ["", "x"]}, (0, 0, 1, 0)) == [(1, ["", "x"], [], [])]


def test_no_row_is_made_of_nothing_and_none_is_given_the_words_of_a_row_that_is_not_there():
    assert read({1: ["a"], 3: [""]}, (0, 0, 2, 0)) == [(1, ["a"], [], []), (3, ["a"], [], [0])]
    assert read({2: ["", "x"], 3: ["", "y"]}, (0, 0, 2, 0)) == [(2, ["", "x"], [], []), (3, ["", "y"], [], [])]


def test_cells_merged_across_are_said_in_each_of_their_rows_and_not_above_or_below():
    rows = {1: ["x", "y", ""], 2: ["x", "a", ""], 3: ["x", "", ""], 4: ["x", "", ""]}
    assert read(rows, (1, 1, 2, 2)) == [
        (1, ["x", "y", ""], [], []),
        (2, ["x", "a", ""], [(1, 2)], []),
        (3, ["x", "a", ""], [(1, 2)], [1]),
        (4, ["x", "", ""], [], []),
    ]


@pytest.mark.parametrize("left", [1, 2])
def test_cells_merged_beyond_a_row_s_last_column_are_none_of_it(left):
    assert read({1: ["a"], 2: ["b"]}, (0, left, 1, 3)) == [(1, ["a"], [], []), (2, ["b"], [], [])]


def test_what_stands_after_such_a_cell_is_looked_at_all_the_same():
    rows = {1: ["a", "b"], 2: ["x"], 3: ["", ""]}
    assert read(rows, (0, 1, 2, 1), (0, 0, 2, 0))[2] == (3, ["a", "b"], [], [1, 0])


def spans(*tables):
    made = "".join(
        f"<table:table{f' table:name="{name}"' if name else ''}>"
        + "".join(
            row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows
        )
        + "</table:table>"
        for name, rows in tables
    )
    return spans_of_ods(ods_of(made))


def cell(**numbers):
    return CELL.format(
        "".join(f' table:number-{name.replace("_", "-")}="{number}"' for name, number in numbers.items())
    )


def test_a_file_that_is_no_ods_file_or_has_no_merged_cell_has_no_spans():
    assert spans_of_ods(xlsx({"Homes": [["a"]]})) == {}
    assert spans(("Homes", [cell() + cell()])) == {}


def test_merged_cells_of_an_ods_file_are_told_by_sheet_from_nought_and_all_within():
    first = [cell(), cell() + cell(rows_spanned=3) + cell(columns_spanned=2) + COVERED, cell() + COVERED]
    second = [cell(rows_spanned=2, columns_spanned=4)]
    assert spans(("First", first), ("Second", second), ("", second)) == {
        "First": [(1, 1, 3, 1), (1, 2, 1, 3)],
        "Second": [(0, 0, 1, 3)],
        "": [(0, 0, 1, 3)],
    }


def test_what_is_spanned_by_one_is_not_merged():
    assert spans(("Homes", [cell(rows_spanned=1, columns_spanned=1) + cell(rows_spanned=2)])) == {
        "Homes": [(0, 1, 1, 1)]
    }


def test_cells_and_rows_that_are_repeated_and_covered_cells_count_for_those_that_follow():
    rows = [
        '<table:table-row table:number-rows-repeated="3"/>',
        cell(columns_repeated=2) + cell(columns_spanned=2) + COVERED + cell(rows_spanned=2),
        cell(rows_spanned=2),
    ]
    assert spans(("Homes", rows)) == {"Homes": [(3, 2, 3, 3), (3, 4, 4, 4), (4, 0, 5, 0)]}


def test_what_else_stands_in_a_row_is_no_cell_of_it():
    note = '<table:title table:number-columns-repeated="5"/>'
    assert spans(("Homes", [note + cell(rows_spanned=2)])) == {"Homes": [(0, 0, 1, 0)]}


def test_a_row_is_read_to_its_end_however_long_it_is():
    assert spans(("Homes", [cell() * 16_000 + cell(rows_spanned=2)])) == {"Homes": [(0, 16_000, 1, 16_000)]}
