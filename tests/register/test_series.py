"""Totals that the regulator published itself, beside what our lists count."""

from datetime import date

import pytest

from register.coverage import proposed_coverage
from register.figure_values import register_figures
from register.lists import PublishedMeasure
from register.loading import load_register
from register.models import PublishedTotal, RegisterFile
from register.plausibility import plausibility_of
from register.releasing import put_in_use, take_back
from register.series import published_beside, series
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released
from tests.register.test_plausibility import a_year_later, loaded, rows
from tests.register.test_register_kinds import PREMISES, written

pytestmark = pytest.mark.django_db
DAY, M = date(2025, 3, 31), PublishedMeasure


def published(file, homes, places=None, as_at=DAY):
    PublishedTotal.objects.create(file=file, as_at=as_at, measure="homes", number=homes, table="6a")
    if places is not None:
        PublishedTotal.objects.create(file=file, as_at=as_at, measure="places", number=places, table="6b")


@pytest.fixture
def workbook():
    return released(register(*homes("9000001"), as_at="31 March 2024"))


def numbers():
    return list(PublishedTotal.objects.in_use().values_list("as_at__year", "number"))


def test_of_two_files_the_newer_says_each_number_once(workbook):
    newer = released(register(*homes("9000001", "9000002")))
    published(workbook, 3000, as_at=date(2023, 3, 31))
    published(workbook, 3491, as_at=date(2024, 3, 31))
    published(newer, 3492, as_at=date(2024, 3, 31))
    assert numbers() == [(2023, 3000), (2024, 3492)]
    take_back(newer, why="Wrong.", by=None)
    assert numbers() == [(2023, 3000), (2024, 3491)]
    RegisterFile.objects.update(released_at=None, withdrawn_at=None, withdrawn_why="")
    assert numbers() == []


def test_a_published_number_is_a_figure_of_its_own(workbook):
    published(workbook, 3119, 12000, as_at=date(2023, 3, 31))
    published(workbook, 3491, 13000, as_at=date(2024, 3, 31))
    found = {each.slug: each for each in register_figures()}
    assert (found["homes"].value, found["homes-published"].value) == ("1", "3,491")
    assert (found["places-published"].value, str(found["places-published"].as_at)) == ("13,000", "2024-03-31")
    assert found["homes"].method.startswith("Counted from the list")
    assert "not counted from a list" in found["homes-published"].method


def test_each_year_shows_what_was_published_beside_what_the_list_counts(workbook, signed_in, membership_manager):
    published(workbook, 3, 12, as_at=date(2024, 3, 31))
    published(workbook, 2, 8, as_at=date(2015, 3, 31))
    put_in_use(workbook, covers="inspected", by=None)
    loaded(rows(many=9), as_at="31 March 2020")  # not in use
    years = [(year.as_at.year, year.homes, year.counted and year.counted.homes, year.difference) for year in series()]
    assert years == [(2024, 3, 1, 2), (2015, 2, None, None)]
    page = text(signed_in(membership_manager).get("/staff/register/published/"))
    assert "2 homes fewer than published" in page
    assert "No list of that day is in use" in page


def test_a_list_with_fewer_homes_than_published_is_proposed_as_not_whole(workbook):
    file = loaded(rows())
    assert file.covers == "all"
    published(workbook, 204)
    assert proposed_coverage(file) == "all"
    PublishedTotal.objects.update(number=205)
    assert proposed_coverage(file) == "inspected"


@pytest.mark.parametrize(("homes", "number", "covers"), [(49, 50, "all"), (48, 50, "inspected"), (1, 50, "inspected")])
def test_two_in_a_hundred_may_be_missing(homes, number, covers):
    file = loaded(rows(many=homes))
    published(file, number)
    assert proposed_coverage(file) == covers


def test_a_list_is_held_against_the_number_of_its_own_day_and_measure_in_use(workbook):
    file = loaded(rows())
    published(file, 9000, 9000, as_at=date(2024, 3, 31))
    assert published_beside(file).get(M.HOMES) is None
    published(workbook, 7000, 8000, as_at=date(2023, 3, 31))
    assert published_beside(file).get(M.HOMES) is None
    published(workbook, 200, 700)
    assert [published_beside(file)[measure] for measure in (M.HOMES, M.PLACES)] == [200, 700]
    RegisterFile.objects.filter(pk=workbook.pk).update(released_at=None)
    assert published_beside(file).get(M.HOMES) is None
    published(file, 201, 701)
    assert [published_beside(file)[measure] for measure in (M.HOMES, M.PLACES)] == [201, 701]


def test_a_file_without_a_list_of_homes_lacks_none(workbook):
    published(workbook, 204)
    premises = load_register(raw=written(PREMISES), name="premises.csv", by=None, as_at=DAY).file
    assert premises.covers == "all"


def test_a_list_that_covers_all_must_agree_with_what_was_published(workbook):
    released(register(*rows(), as_at="31 March 2024"), covers="all")
    file = loaded(a_year_later())
    published(workbook, 226)
    assert plausibility_of(file).wrong == []
    PublishedTotal.objects.update(number=227)
    assert plausibility_of(file).wrong == ["Ofsted published 227 for that day, and the list has 224."]
    file.covers = "inspected"
    assert "Ofsted published" not in " ".join(plausibility_of(file).wrong)


def test_a_workbook_s_own_totals_are_heard_before_its_release():
    file = loaded(rows())
    published(file, 300)
    assert proposed_coverage(file) == "inspected"


def test_the_series_takes_one_query_a_list(workbook, django_assert_num_queries):
    published(workbook, 3, 12)
    with django_assert_num_queries(3):
        series()
