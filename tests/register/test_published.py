"""What Ofsted's published files hold, and that the shapes made for tests have what they have."""

import time
from datetime import date

import pytest

from register.lists import (
    ColumnUse,
    Grade,
    ListKind,
    PublishedMeasure,
    RegisterTotals,
    published_totals,
    read_register,
    register_sheets,
    totals,
)
from tests.register.files import read_list
from tests.register.published import published, published_file
from tests.register.shapes import SHAPES, Shape
from tests.register.shapes.facts import csv_grid, facts_of
from tests.register.shapes.providers import ADDRESS

INADEQUATE, GOOD, OUTSTANDING, REQUIRES_IMPROVEMENT = (
    Grade.INADEQUATE,
    Grade.GOOD,
    Grade.OUTSTANDING,
    Grade.REQUIRES_IMPROVEMENT,
)
PUBLISHED = {
    2016: RegisterTotals(
        2647,
        1981,
        11245,
        {
            OUTSTANDING: 332,
            GOOD: 1228,
            REQUIRES_IMPROVEMENT: 392,
            INADEQUATE: 18,
            Grade.ADEQUATE: 10,
            Grade.SATISFACTORY: 1,
        },
        0,
    ),
    2019: RegisterTotals(
        2864, 2192, 11573, {OUTSTANDING: 405, GOOD: 1350, REQUIRES_IMPROVEMENT: 410, INADEQUATE: 27}, 0
    ),
    2025: RegisterTotals(
        5600, 4009, 15742, {OUTSTANDING: 459, GOOD: 2637, REQUIRES_IMPROVEMENT: 489, INADEQUATE: 44}, 380
    ),
}


@published
@pytest.mark.parametrize("year", PUBLISHED)
def test_every_provider_of_a_published_list_is_read_and_counted(year):
    table = read_list(published_file(f"provider_at_march_{year}.csv"))
    assert (table.errors, table.unknown_headings, table.unknown_words) == ((), (), ())
    assert table.as_at == (date(2025, 3, 31) if year == 2025 else None)
    assert totals(table.rows) == PUBLISHED[year]
    assert len({row.urn for row in table.rows}) == PUBLISHED[year].providers
    assert not [row for row in table.rows if row.is_childrens_home and row.setting]


# Of each list in a file: its kind, its day, how many rows it has, and how many judgements or moves are in them.
LISTS = {
    "inspections_2021_22.csv": [("in_year", None, 3612, 9028)],
    "joiners_leavers_20.csv": [("moves", date(2020, 3, 31), 502, 514)],
    "provider_at_march_2025.ods": [
        ("as_at", date(2025, 3, 31), 5600, 12955),
        ("in_year", None, 4921, 11912),
        ("moves", date(2025, 3, 31), 1529, 1538),
        ("premises", date(2025, 3, 31), 8119, 0),
    ],
}


@published
@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_the_other_published_files_is_read_whole(name):
    tables = read_register(published_file(name), name)
    assert [(table.kind, table.as_at, len(table.rows), _facts(table)) for table in tables] == LISTS[name]
    for table in tables:
        assert (table.errors, table.unknown_headings, table.unknown_words) == ((), (), ())
        assert {column.use for column in table.columns} == {ColumnUse.READ, ColumnUse.IGNORED}


def _facts(table) -> int:
    if table.kind is ListKind.MOVES:
        return sum(len(row.events) for row in table.rows)
    inspections = [getattr(row, "inspection", None) for row in table.rows]
    return sum(len(inspection.judgements) for inspection in inspections if inspection)


# At 31 March of each year: homes of all kinds, and their places.
SERIES = {
    2015: (2074, 11773),
    2016: (2071, 11639),
    2017: (2145, 11664),
    2018: (2209, 11746),
    2019: (2304, 12035),
    2020: (2460, 12175),
    2021: (2706, 12732),
    2022: (2873, 12898),
    2023: (3119, 13528),
    2024: (3491, 14486),
    2025: (4009, 15742),
}


@published
def test_the_published_series_is_read_and_the_list_of_its_last_year_says_the_same():
    sheets = register_sheets(published_file("provider_at_march_2025.ods"))
    found = {(total.as_at, total.measure): total.number for total in published_totals(sheets)}
    for year, (homes, places) in SERIES.items():
        day = date(year, 3, 31)
        assert (found[day, PublishedMeasure.HOMES], found[day, PublishedMeasure.PLACES]) == (homes, places)
    assert found[date(2025, 3, 31), PublishedMeasure.HOMES_GOOD] == PUBLISHED[2025].judgements[GOOD]
    assert found[date(2025, 3, 31), PublishedMeasure.INSPECTIONS_INADEQUATE] == 151
    assert len(found) == 140
    of_list = totals(read_register(sheets)[0].rows)
    assert (of_list.childrens_homes, of_list.places) == SERIES[2025]


@published
def test_a_nought_is_no_owner_of_a_published_list():
    owners = {row.owner for row in read_list(published_file("provider_at_march_2025.csv")).rows}
    assert "0" not in owners
    assert len(owners) > 2000


@published
def test_the_largest_published_list_takes_two_seconds_of_a_core_at_most():
    raw = published_file("provider_at_march_2025.csv")
    begun = time.process_time()
    read_list(raw)
    assert time.process_time() - begun < 2


@published
@pytest.mark.parametrize("make", SHAPES)
def test_a_shape_has_what_its_published_file_has(make):
    shape = make()
    found, real = facts_of(shape.raw), facts_of(published_file(shape.name))
    sheets, published_sheets = found.pop("sheets", {"": found}), real.pop("sheets", {"": real})
    assert list(sheets) == list(published_sheets)
    assert found.get("parts") == real.get("parts")
    for name in sheets:
        _compare(sheets[name], published_sheets[name])


def _compare(found: dict, real: dict) -> None:
    """All facts are the same; of kinds of provider a small file has fewer cases, and of tables of counts fewer."""
    assert found.pop("filled", set()) <= real.pop("filled", set())
    assert found.pop("tables", {}).items() <= real.pop("tables", {}).items()
    assert found == real


@published
@pytest.mark.parametrize("make", [make for make in SHAPES if make.__name__ != "workbook_2025"])
def test_no_provider_of_a_shape_is_a_published_one(make):
    shape = make()
    cells = {" ".join(cell.split()) for row in csv_grid(published_file(shape.name)) for cell in row}
    assert not _named(shape) & cells


def _named(shape: Shape) -> set[str]:
    """Words that only one provider has: its number, name, street, postcode and owner."""
    words = {
        " ".join(str(row.get(key, "")).split()) for row in shape.rows for key in ("urn", "name", "owner", *ADDRESS)
    }
    return {word for word in words if len(word) > 3} - {"REDACTED"}
