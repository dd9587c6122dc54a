"""Postcodes, telephone numbers and vacancies as they can be, on the forms of one home."""

import pytest
from django.core.exceptions import ValidationError

from homes import actions, locations
from homes.contact import read_postcode, read_telephone
from homes.vacancies import places_of
from register import actions as register_actions
from tests.homes.test_views import edit
from tests.homes.values import make_home
from tests.reading import text


@pytest.mark.parametrize(
    ("typed", "read"),
    [("ll572dg", "LL57 2DG"), ("M1 1AA", "M1 1AA"), (" sw1a  1aa ", "SW1A 1AA"), ("zz991zz", "ZZ99 1ZZ"), ("", "")],
)
def test_a_postcode_is_read_in_one_spelling(typed, read):
    assert read_postcode(typed) == read


@pytest.mark.parametrize("typed", ["LL57", "1AA M1", "ZZ99", "ZZ99 1ZZZ", "12345", "QQ1 1AA"])
def test_what_cannot_be_a_postcode_is_refused(typed):
    with pytest.raises(ValidationError, match="cannot be a postcode"):
        read_postcode(typed)


@pytest.mark.parametrize("typed", ["01632 960001", "+44 (0)113 496 0987", "0121 496 0100", "+353 1 234 5678", ""])
def test_a_telephone_number_stays_as_typed(typed):
    assert read_telephone(typed) == typed


@pytest.mark.parametrize("typed", ["12", "01632 96000123", "none", "+999 1"])
def test_what_cannot_be_a_telephone_number_is_refused(typed):
    with pytest.raises(ValidationError, match="cannot be a telephone number"):
        read_telephone(typed)


def test_the_form_of_a_home_says_what_cannot_be_and_keeps_it_on_the_page(signed_in, home, owner):
    answer = edit(signed_in(owner), home, name="A", postcode="LL57", telephone="12")
    page = text(answer)
    assert answer.status_code == 422
    assert "“LL57” cannot be a postcode" in page
    assert "“12” cannot be a telephone number" in page
    assert 'value="LL57"' in page


def test_what_was_kept_before_is_no_obstacle_to_changing_something_else(signed_in, home, owner):
    locations.save(home=home, by=owner, postcode="somewhere", telephone="Siân")
    assert edit(signed_in(owner), home, name="B", postcode="somewhere", telephone="Siân").status_code == 302
    kept = locations.own_location(home=home, by=owner)
    assert (kept.name, kept.postcode, kept.telephone) == ("B", "somewhere", "Siân")


def test_the_form_of_facts_refuses_more_vacancies_than_places(signed_in, home, owner):
    client, address = signed_in(owner), f"/homes/{home.pk}/facts/"
    answer = client.post(address, {"vacancies": "9"})
    assert answer.status_code == 422
    assert "9 vacancies of 4 places" in text(answer)
    assert client.post(address, {"vacancies": "4"}).status_code == 302


def test_places_are_those_of_the_list_or_of_wales_and_unknown_ones_bound_nothing(
    home, provider, owner, membership_manager
):
    facts = {"kind": "Care home for children", "local_authority": "Powys", "places": 3, "registered_on": None}
    service = register_actions.enter_service(number="W-1", by=membership_manager, **facts)
    welsh = make_home(provider, "confirmed", "9000077")
    welsh.registration = service.registration
    welsh.save()
    unlisted = make_home(provider, "confirmed", "9000078")
    assert places_of([home, welsh, unlisted]) == {home.pk: 4, welsh.pk: 3}
    actions.update_facts(home=unlisted, by=owner, vacancies=9, youngest=None, oldest=None, needs=[])
