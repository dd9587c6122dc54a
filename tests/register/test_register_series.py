"""Ofsted's own totals, in the tables of counts of its workbook."""

from datetime import date

import pytest

from register.lists import PublishedMeasure, PublishedTotal, published_totals, read_register, register_sheets
from sheets import Sheet, SheetRow
from tests.register.shapes import providers as kinds
from tests.register.shapes.sheets_2025 import AS_AT, IN_YEAR, workbook_2025

M = PublishedMeasure
DAY = date(2025, 3, 31)
HOMES_TITLE = "Table 6a: National number of children’s social care providers, by provision type as at 31 March 2025"
LATEST_TITLE = "Table 8b: Latest overall effectiveness judgement for all children's homes, as at 31 March 2025"
IN_YEAR_TITLE = "Table 9a: Overall effectiveness judgement of all children's home inspections between 2007 and 2025"
ALL = ["Date", "Data type", "Children's Homes", "All Children's Homes"]
GRADES = ["Period", "Outstanding", "Good", "Requires improvement to be good", "Inadequate"]


def totals_of(*rows):
    """The totals of a sheet of these rows."""
    return published_totals([Sheet("", [SheetRow(at, at, list(cells)) for at, cells in enumerate(rows, start=1)])])


def test_the_tables_of_a_workbook_give_what_its_lists_count():
    shape = workbook_2025()
    sheets = register_sheets(shape.raw)
    found = {total.measure: total for total in published_totals(sheets) if total.as_at == DAY}
    homes = [row for row in shape.lists[AS_AT] if row["kind"] in kinds.HOMES]
    visits = [row for row in shape.lists[IN_YEAR] if row["kind"] in kinds.HOMES]
    full = [row for row in visits if str(row["event"]).casefold() == "full inspection"]
    assert (found[M.HOMES].number, found[M.PLACES].number) == (len(homes), sum(row["places"] for row in homes))
    assert found[M.HOMES_GOOD].number == sum(row["overall"] == "Good" for row in homes)
    assert found[M.INSPECTIONS_GOOD].number == sum(row["overall"] == "Good" for row in full)
    assert [found[measure].table for measure in (M.HOMES, M.PLACES, M.HOMES_GOOD, M.INSPECTIONS_GOOD)] == [
        "6a",
        "6b",
        "8b",
        "9a",
    ]
    assert set(found) == set(M)
    assert read_register(sheets) == read_register(shape.raw)


def test_a_day_in_words_with_a_note_is_a_day_and_a_blank_is_no_total():
    rows = (HOMES_TITLE,), ALL, ("31 March 2015 [Note 3]", "Providers", "1,974", "2,074"), ("31/03/2014", "", "7", "")
    assert totals_of(*rows) == (PublishedTotal(date(2015, 3, 31), M.HOMES, 2074, "6a"),)


def test_grades_of_homes_and_of_a_years_inspections_are_told_apart():
    latest = [(LATEST_TITLE,), GRADES, ("31/03/2024", "1", "2", "3", "4")]
    in_year = [(IN_YEAR_TITLE,), GRADES, ("2023-24", "5", "6", "7", "8"), ("2007-25", "5", "6", "7", "8")]
    found = totals_of(*latest, *in_year)
    assert [total.number for total in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [total.measure for total in found] == list(M)[2:]
    assert {total.as_at for total in found} == {date(2024, 3, 31)}


@pytest.mark.parametrize(
    "title",
    [
        "Table 6a: National number of staff",
        "Table 8a: Latest overall effectiveness judgement for all providers",
        "Table 8c: Latest overall effectiveness judgement for children's homes",
        "Table 9b: Overall effectiveness judgement of children's home inspections",
        "National number of children's social care providers",
    ],
)
def test_tables_of_other_providers_and_sheets_without_a_table_give_none(title):
    assert totals_of((title,), [*ALL, *GRADES], ("31/03/2025", "1", "2", "3", "", "4", "5", "6", "7")) == ()


@pytest.mark.parametrize("cell", ["-", "", "12.5", "about 12", "c"])
def test_what_is_no_number_is_no_total(cell):
    assert totals_of((HOMES_TITLE,), ALL, ("31/03/2025", "Providers", "1", cell)) == ()


def test_a_table_cut_off_after_its_title_gives_none():
    assert totals_of((HOMES_TITLE,), ALL, ("31/03/2025", "Providers")) == ()
    assert totals_of((HOMES_TITLE,)) == totals_of((HOMES_TITLE,), ALL[:1], ("31/03/2025",)) == ()


def test_a_list_has_no_tables():
    assert published_totals(register_sheets(workbook_2025().raw)[:8]) == ()
