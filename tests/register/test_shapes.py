"""Files of the shape of the published ones are read as what was put into them."""

import runpy
import sys
from datetime import date

import pytest

from register.lists import Grade, ListKind, RegisterRow, RegisterTotals, Theme, read_register, totals
from tests.register.files import read_list
from tests.register.shapes import SHAPES, inspections_2021, joiners_leavers_2020, march_2016, march_2019, march_2025
from tests.register.shapes import providers as kinds
from tests.register.shapes.sheets_2025 import AS_AT, IN_YEAR, MOVES, PREMISES, workbook_2025

LISTS = (march_2016, march_2019, march_2025)
GRADES = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "inadequate": Grade.INADEQUATE,
    "adequate": Grade.ADEQUATE,
}


def words(cell):
    """A cell as it is kept: without stray spaces, None where it says nothing."""
    return " ".join(str(cell).split()) or None


def put_in(row):
    """What was put into a row of a list, as facts."""
    return {
        "urn": str(row["urn"]),
        "kind": kinds.HOME if row["kind"] == kinds.HOME_IN_CAPITALS else row["kind"],
        "status": row["status"],
        "places": row["places"] or None,
        "area": (row["region"], row["local_authority"]),
        "sector": row["sector"],
        "short_breaks": bool(row["short_breaks"]),
        "inspection": (row["inspected"] or None, words(row["number"])),
        "grade": words(row["overall"]),
    }


def read_from(row: RegisterRow):
    visit = row.inspection
    overall = visit.judgement(Theme.OVERALL) if visit else None
    return {
        "urn": row.urn,
        "kind": row.provision_type,
        "status": row.status,
        "places": row.places,
        "area": (row.region, row.local_authority),
        "sector": row.sector,
        "short_breaks": row.short_breaks,
        "inspection": (visit.inspection_date, visit.event_number) if visit else (None, None),
        "grade": overall.words if overall else None,
    }


def counted(rows):
    """The figures of a list, by what was put into it: all its providers are registered."""
    homes = [row for row in rows if row["kind"] in kinds.HOMES]
    found = [GRADES[row["overall"].casefold()] for row in homes if row["overall"]]
    judgements = {grade: found.count(grade) for grade in set(found)}
    places = sum(row["places"] for row in homes)
    return RegisterTotals(len(rows), len(homes), places, judgements, len(homes) - len(found))


@pytest.mark.parametrize("make", LISTS)
def test_every_row_of_a_list_is_read_as_what_was_put_in(make):
    shape = make()
    table = read_list(shape.raw)
    assert (table.kind, table.errors, table.unknown_headings, table.unknown_words) == (ListKind.AS_AT, (), (), ())
    assert [read_from(row) for row in table.rows] == [put_in(row) for row in shape.rows]


@pytest.mark.parametrize("make", LISTS)
def test_no_home_of_a_list_has_a_name_or_an_address_and_others_have(make):
    rows = read_list(make().raw).rows
    assert not [row for row in rows if row.is_childrens_home and row.setting]
    (agency,) = [row for row in rows if row.setting and row.setting.name == "Ash & Elm Fostering"]
    assert agency.setting.address_2 == "Alder Way, Ash Park"


@pytest.mark.parametrize("make", LISTS)
def test_the_figures_of_a_list_are_those_of_what_was_put_in(make):
    shape = make()
    assert totals(read_list(shape.raw).rows) == counted(shape.rows)


@pytest.mark.parametrize(("make", "said"), [(march_2016, None), (march_2019, None), (march_2025, "2025-03-31")])
def test_a_list_says_its_day_since_2025(make, said):
    as_at = read_list(make().raw).as_at
    assert (as_at and as_at.isoformat()) == said


def test_owners_are_read_without_the_spaces_around_and_in_them():
    shape = march_2025()
    owners = {row.urn: row.owner for row in read_list(shape.raw).rows}
    assert owners == {str(row["urn"]): words(row["owner"] or "") for row in shape.rows}
    assert {"ALDER HOMES LIMITED", 'Next "Ash" Limited', "5.25", None} <= set(owners.values())


def test_a_nought_is_no_owner():
    assert "0" not in {row.owner for row in read_list(march_2025().raw).rows}


@pytest.mark.parametrize(("encoding", "ends"), [("cp1252", "\r\n"), ("utf-16", "\n")])
def test_a_list_reads_the_same_in_the_encodings_of_other_years(encoding, ends):
    raw = march_2025().raw
    text = raw.decode("utf-8-sig").replace("\n", ends)
    assert read_list(text.encode(encoding)).rows == read_list(raw).rows


# Lists of events


def test_every_inspection_of_a_year_is_read():
    shape = inspections_2021()
    table = read_list(shape.raw)
    assert (table.kind, table.errors, table.unknown_words) == (ListKind.IN_YEAR, (), ())
    read = [(row.urn, row.inspection.inspection_date, row.inspection.event_number) for row in table.rows]
    assert read == [(str(row["urn"]), row["inspected"], str(row["number"])) for row in shape.rows]
    assert len({row.urn for row in table.rows}) < len(table.rows)


def test_the_grades_of_a_year_are_read():
    shape = inspections_2021()
    table = read_list(shape.raw)
    assert table.unknown_headings == ()
    read = [row.inspection.judgement(Theme.OVERALL) for row in table.rows]
    assert [each and each.words for each in read] == [words(row["overall"]) for row in shape.rows]


def test_the_joiners_and_leavers_of_2020_are_read():
    shape = joiners_leavers_2020()
    table = read_list(shape.raw)
    assert (table.kind, table.as_at, table.errors) == (ListKind.MOVES, date(2020, 3, 31), ())
    read = [(row.joined_on, row.left_on, row.joined or "", row.left or "") for row in table.rows]
    assert read == [
        (row["registered"] if row["joined"] else None, row["left_on"] or None, row["joined"], row["left"])
        for row in shape.rows
    ]


# The workbook


def test_the_workbook_is_read_whole():
    shape = workbook_2025()
    tables = {table.sheet: table for table in read_register(shape.raw)}
    assert {AS_AT, IN_YEAR, PREMISES, MOVES} == set(tables)
    assert {sheet: len(table.rows) for sheet, table in tables.items()} == {
        sheet: len(shape.lists[sheet]) for sheet in tables
    }


def test_the_moves_of_the_workbook_are_read_from_the_column_of_what_happened():
    shape = workbook_2025()
    (moves,) = [table for table in read_register(shape.raw) if table.kind is ListKind.MOVES]
    assert (moves.errors, moves.unknown_headings, moves.unknown_words) == ((), (), ())
    read = [(row.joined_on, row.left_on, row.status or "") for row in moves.rows]
    assert read == [
        (row["active_on"] if row["joined"] else None, row["closed_on"] if row["left"] else None, row["status"])
        for row in shape.lists[MOVES]
    ]
    assert {len(row.events) for row in moves.rows} == {1, 2}


def test_the_workbook_without_its_moves_is_read_and_its_sheets_of_counts_are_passed_over():
    shape = workbook_2025(without=MOVES)
    tables = read_register(shape.raw)
    assert [(table.kind, table.sheet, len(table.rows)) for table in tables] == [
        (ListKind.AS_AT, AS_AT, len(shape.lists[AS_AT])),
        (ListKind.IN_YEAR, IN_YEAR, len(shape.lists[IN_YEAR])),
        (ListKind.PREMISES, PREMISES, len(shape.lists[PREMISES])),
    ]
    assert not [said for table in tables for said in (*table.errors, *table.unknown_headings, *table.unknown_words)]


def test_the_workbook_says_of_each_provider_what_the_csv_file_says():
    (as_at, *_) = read_register(workbook_2025(without=MOVES).raw)
    assert (as_at.as_at, as_at.rows) == (read_list(march_2025().raw).as_at, read_list(march_2025().raw).rows)


# The shapes themselves


@pytest.mark.parametrize("make", SHAPES)
def test_a_shape_is_small_and_the_same_each_time(make):
    shape = make()
    assert make().raw == shape.raw
    assert all(30 <= len(rows) <= 90 for rows in shape.lists.values())


def test_a_person_can_have_all_of_them_in_a_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["shapes", str(tmp_path / "new")])
    runpy.run_module("tests.register.shapes", run_name="__main__")
    assert {file.name: file.read_bytes() for file in (tmp_path / "new").iterdir()} == {
        shape.name: shape.raw for shape in (make() for make in SHAPES)
    }
    assert capsys.readouterr().out.count(" rows\n") == len(SHAPES)
