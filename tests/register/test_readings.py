"""The figures that the register gives to be quoted."""

import pytest

from register.figure_values import register_figures
from tests.register.files import homes, register
from tests.register.released import released

pytestmark = pytest.mark.django_db
OVERALL = "Overall experiences and progress of children and young people"
OWNER = "Organisation which owns the provider"


def load(*rows):
    released(register(*rows))


def owned(first, count, owners, **facts):
    """So many homes from a number on, each owner in turn."""
    return [{"URN": str(first + place), OWNER: f"Owner {place % owners}", **facts} for place in range(count)]


def readings():
    return {reading.slug: reading for reading in register_figures()}


def test_without_a_register_there_is_nothing_to_read():
    assert register_figures() == []


def test_the_share_is_of_judged_homes_and_says_its_base():
    school = {"URN": "9000009", "Provision type": "Residential Special School"}
    load(*homes("9000001", "9000002"), *homes("9000003", **{OVERALL: "Inadequate"}), school)
    found = readings()["homes-good-or-outstanding"]
    assert (found.value, found.number, found.base, found.rounding) == ("67%", 67, 3, "Rounded to a whole percent")
    assert f"{found.as_at} {found.source}" == "2025-03-31 Ofsted, list of social care providers"


def test_homes_and_places_in_all_by_region_and_by_sector():
    load(*owned(9000001, 6, 5), *owned(9000011, 5, 5, **{"Government Office Region": "London", "Sector": "Voluntary"}))
    found = {slug: reading.value for slug, reading in readings().items()}
    assert (found["homes"], found["places"]) == ("11", "44")
    assert (found["homes-region-north-west"], found["places-region-north-west"]) == ("6", "24")
    assert (found["homes-region-london"], found["homes-sector-voluntary"]) == ("5", "5")
    assert readings()["homes-region-north-west"].label == "Children’s homes in the North West"
    assert readings()["places-sector-private"].label == "Places in children’s homes in England, private sector"


@pytest.mark.parametrize(("owners", "hidden"), [(4, True), (5, False)])
def test_a_region_or_sector_with_fewer_than_five_owners_is_hidden(owners, hidden):
    load(*owned(9000001, 40, owners))
    for slug in ("homes-region-north-west", "places-sector-private"):
        found = readings()[slug]
        assert (found.is_suppressed, found.value == "", found.number is None) == (hidden, hidden, hidden)


def test_homes_with_an_address_in_wales_make_no_figure_of_wales():
    load(*owned(9000001, 9, 9, **{"Government Office Region": "Wales"}))
    found = readings()
    assert found["homes"].number == 9, "they are among all"
    assert [slug for slug in found if "wales" in slug] == []


def test_readings_take_seven_queries(django_assert_num_queries):
    load(*owned(9000001, 9, 9))
    with django_assert_num_queries(7):
        register_figures()


def test_a_list_of_those_inspected_says_how_they_are_judged_and_homes_are_counted_in_the_last_whole_one():
    load(*homes("9000001", "9000002"))
    raw = register(*homes("9000001", **{OVERALL: "Inadequate"}), as_at="31 March 2026")
    released(raw, covers="inspected")
    found = readings()
    share, counted = found["homes-good-or-outstanding"], found["homes"]
    assert (share.value, str(share.as_at)) == ("0%", "2026-03-31")
    assert (counted.value, str(counted.as_at)) == ("2", "2025-03-31")


def test_where_no_list_is_whole_nothing_is_counted():
    released(register(*homes("9000001", "9000002")), covers="inspected")
    assert list(readings()) == ["homes-good-or-outstanding"]


@pytest.mark.parametrize("words", ["Adequate", "Satisfactory"])
def test_grades_of_their_time_are_judgements(words):
    load(*homes("9000001"), *homes("9000002", **{OVERALL: words}))
    found = readings()["homes-good-or-outstanding"]
    assert (found.value, found.base) == ("50%", 2)
