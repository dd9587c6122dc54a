"""Files of the shape of the published ones, in the database: what is kept, the figures, and the same file again."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from register.figures import figures_of
from register.loading import load_register
from register.models import Inspection, Judgement, Premises, RegisterEntry, RegisterFile, RegisterMove, Registration
from tests.register.published import published, published_file
from tests.register.released import released
from tests.register.shapes import inspections_2021, joiners_leavers_2020, march_2016, march_2019, march_2025
from tests.register.shapes.sheets_2025 import IN_YEAR, MOVES, PREMISES, workbook_2025
from tests.register.test_shapes import counted

LISTS = {2016: march_2016, 2019: march_2019, 2025: march_2025}
PUBLISHED = {
    2016: "2,647 providers; 1,981 children's homes of all kinds with 11,245 places",
    2019: "2,864 providers; 2,192 children's homes of all kinds with 11,573 places",
    2025: "5,600 providers; 4,009 children's homes of all kinds with 15,742 places; latest judgements "
    "459 outstanding, 2,637 good, 489 requires improvement, 44 inadequate, 380 without one",
}
pytestmark = pytest.mark.django_db


def load(shape):
    loaded = load_register(raw=shape.raw, name=shape.name, by=None)
    released(shape.raw, shape.name)
    return loaded


def everything():
    kept = (Registration, RegisterFile, RegisterEntry, Inspection, Judgement, Premises, RegisterMove)
    return [model.objects.count() for model in kept]


@pytest.mark.parametrize("year", LISTS)
def test_a_list_is_kept_whole_with_its_figures_and_the_same_again_changes_nothing(year):
    shape = LISTS[year]()
    file = load(shape).file
    assert (file.as_at, file.entries.count()) == (date(year, 3, 31), len(shape.rows))
    assert (file.unreadable_rows, file.unknown_headings, file.unknown_words) == ([], [], [])
    found, put = figures_of(file), counted(shape.rows)
    assert (found.providers, found.homes, found.places) == (put.providers, put.childrens_homes, put.places)
    assert found.grades == put.judgements
    before = everything()
    assert load(shape).repeated
    assert everything() == before


def test_lists_of_three_years_stand_beside_one_another_and_the_latest_is_the_current_one():
    files = [load(make()).file for make in (march_2025, march_2016, march_2019)]
    assert RegisterFile.objects.current().get() == files[0]
    assert not [file for file in files if file.superseded_by]


def test_the_inspections_of_a_year_are_kept_and_the_latest_is_the_day_of_the_list():
    shape = inspections_2021()
    file = load(shape).file
    assert file.as_at == max(row["inspected"] for row in shape.rows)
    assert Inspection.objects.count() == len(shape.rows)
    assert load(shape).repeated


def test_the_workbook_is_kept_whole():
    shape = workbook_2025()
    file = load(shape).file
    assert (file.as_at, file.unreadable_rows) == (date(2025, 3, 31), [])
    assert Premises.objects.count() == len(shape.lists[PREMISES])
    assert file.counts["in_year"] == len(shape.lists[IN_YEAR])
    assert file.entries.count() == len(shape.rows)
    assert RegisterMove.objects.count() == sum(bool(row["joined"]) + bool(row["left"]) for row in shape.lists[MOVES])
    assert load(shape).repeated


def test_a_provider_that_joined_and_left_within_a_year_has_a_move_for_each():
    shape = joiners_leavers_2020()
    load(shape)
    (row,) = [row for row in shape.rows if row["joined"] and row["left"]]
    moves = RegisterMove.objects.filter(registration__number=row["urn"])
    assert list(moves.values_list("effective_on", "joined", "left")) == [
        (row["registered"], "Joiner", ""),
        (row["left_on"], "", "Leaver"),
    ]


@pytest.mark.parametrize("year", LISTS)
def test_the_command_says_the_figures_each_time_and_changes_nothing_the_second(year, tmp_path):
    shape = LISTS[year]()
    (tmp_path / shape.name).write_bytes(shape.raw)
    put = counted(shape.rows)
    said = f"{put.providers} providers; {put.childrens_homes} children's homes of all kinds with {put.places} places"
    _command_twice(tmp_path / shape.name, said)


@published
@pytest.mark.parametrize("year", PUBLISHED)
def test_the_command_says_the_published_figures(year, tmp_path):
    name = f"provider_at_march_{year}.csv"
    (tmp_path / name).write_bytes(published_file(name))
    _command_twice(tmp_path / name, PUBLISHED[year])


def _command_twice(file, said):
    first, second = StringIO(), StringIO()
    call_command("import_register", file, stdout=first)
    before = everything()
    call_command("import_register", file, stdout=second)
    assert said in first.getvalue()
    assert said in second.getvalue()
    assert "Nothing was changed" in second.getvalue()
    assert everything() == before
