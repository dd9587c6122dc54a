"""Whose a home is in each of its states, who sees and edits it, and what the newest list says of it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes.models import Home, HomeGrant
from tests.conftest import make_person
from tests.homes.values import AFTER, FIRST, make_home
from tests.register.files import HOME, homes, register
from tests.register.released import released

THEMES = list(HOME)[-3:]
Homes = Home.objects


@pytest.fixture
def of_each_state(provider):
    return {
        state: make_home(provider, state, f"mine {state}") for state in ("claimed", "confirmed", "refused", "ended")
    }


@pytest.fixture
def of_another(other_provider):
    return [make_home(other_provider, state, f"theirs {state}") for state in ("claimed", "confirmed")]


@pytest.fixture
def manager(provider):
    return make_person("manager@hazelbank.example", "home_manager", provider)


def test_an_owner_and_a_colleague_see_their_provider_s_homes_in_each_state_and_no_others(
    of_each_state, of_another, owner, provider
):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    for person in (owner, colleague):
        assert set(Homes.own(person)) == set(Homes.visible_to(person)) == set(of_each_state.values())


def test_nobody_edits_a_home_that_waits_was_refused_or_has_ended(of_each_state, of_another, owner):
    assert list(Homes.editable_by(owner)) == [of_each_state["confirmed"]]


def test_who_confirms_homes_sees_all_of_them_and_has_none(of_each_state, of_another, membership_manager):
    assert set(Homes.visible_to(membership_manager)) == {*of_each_state.values(), *of_another}
    assert list(Homes.own(membership_manager)) == []


@pytest.mark.parametrize("role", ["press_officer", "chief_executive", "administrator", "journalist"])
def test_no_other_role_that_is_for_no_provider_sees_one(of_each_state, of_another, role):
    assert list(Homes.visible_to(make_person("someone@association.example", role))) == []


def test_nobody_sees_a_home_without_signing_in(of_each_state):
    nobody = AnonymousUser()
    assert [list(found) for found in (Homes.visible_to(nobody), Homes.own(nobody), Homes.editable_by(nobody))] == [
        []
    ] * 3


def test_a_home_manager_sees_and_edits_the_homes_that_they_were_given_and_none_before(of_each_state, manager):
    assert list(Homes.own(manager)) == []
    HomeGrant.objects.create(role=manager.roles.get(), home=of_each_state["confirmed"])
    assert list(Homes.own(manager)) == list(Homes.editable_by(manager)) == [of_each_state["confirmed"]]


def test_a_home_manager_goes_on_seeing_a_home_that_was_given_and_ended_and_edits_it_no_more(of_each_state, manager):
    HomeGrant.objects.create(role=manager.roles.get(), home=of_each_state["ended"])
    assert list(Homes.own(manager)) == list(Homes.own(manager).had()) == [of_each_state["ended"]]
    assert list(Homes.editable_by(manager)) == []


@pytest.mark.parametrize("state", ["claimed", "refused"])
def test_a_home_manager_sees_no_home_that_is_not_the_provider_s_though_it_was_given(of_each_state, manager, state):
    HomeGrant.objects.create(role=manager.roles.get(), home=of_each_state[state])
    assert list(Homes.own(manager)) == []


def test_a_home_that_a_colleague_was_given_or_that_was_given_until_yesterday_is_not_seen(
    of_each_state, manager, provider
):
    another = make_person("another@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=another.roles.get(), home=of_each_state["confirmed"])
    assert list(Homes.own(manager)) == []
    another.roles.update(starts_on=FIRST, ends_on=timezone.localdate() - timedelta(days=1))
    assert list(Homes.own(type(another).objects.get(pk=another.pk))) == []


def test_a_home_is_held_once_it_is_confirmed_until_it_ends(of_each_state):
    assert list(Homes.confirmed()) == [of_each_state["confirmed"]]
    assert list(Homes.claimed()) == [of_each_state["claimed"]]
    assert set(Homes.had_or_asked_for()) == {of_each_state["claimed"], of_each_state["confirmed"]}


def test_between_two_days_those_are_theirs_that_are_now_or_were_on_one_of_them(of_each_state):
    of_each_state["ended"].during = DateRange(FIRST, FIRST + timedelta(days=10))
    of_each_state["ended"].save()
    had, now = {of_each_state["confirmed"], of_each_state["ended"]}, {of_each_state["confirmed"]}
    assert set(Homes.had()) == had
    days = [(-9, -1), (-9, 0), (9, 30), (10, 30)]
    found = [set(Homes.had_between(*(FIRST + timedelta(days=each) for each in pair))) for pair in days]
    assert found == [now, had, had, now]


def test_on_a_day_those_are_a_provider_s_homes_that_it_had_then_though_they_ended_since(of_each_state):
    had = {of_each_state["confirmed"], of_each_state["ended"]}
    days = [FIRST - timedelta(days=1), FIRST, AFTER - timedelta(days=1), AFTER]
    assert [set(Homes.confirmed_on(day)) for day in days] == [set(), had, had, set()]


def test_a_home_is_called_by_its_alias_or_else_by_its_number(provider):
    home = make_home(provider, "claimed", "9000001")
    assert str(home) == "9000001"
    home.alias = "Home 1"
    assert str(home) == "Home 1"
    assert home.get_absolute_url() == f"/homes/{home.pk}/"


def test_a_home_comes_with_what_the_newest_list_says_of_it_in_three_queries(
    of_each_state, provider, django_assert_num_queries
):
    made = [make_home(provider, "claimed", number) for number in ("9000001", "9000002")]
    rows = homes("9000001", "9000002")
    released(register(*rows, as_at="31 March 2024"), "provider_at_march_2024.csv")
    words = {"Overall experiences and progress of children and young people": "Outstanding", "Places": "7"}
    raw = register(rows[0] | words, as_at="31 March 2025")
    released(raw)
    with django_assert_num_queries(3):
        known, unlisted = Homes.filter(pk__in=[home.pk for home in made]).with_register()
        assert (known.registration.number, known.provider) == ("9000001", provider)
        assert (known.entry.places, known.entry.file.as_at) == (7, date(2025, 3, 31))
        assert (known.overall.theme, known.overall.words) == ("overall", "Outstanding")
        assert (unlisted.entry, unlisted.overall) == (None, None)
    assert "original" in known.entry.file.get_deferred_fields(), "megabytes would come with each home"


def test_a_home_on_the_list_that_nobody_has_inspected_has_no_judgement(provider):
    make_home(provider, "claimed", "9000001")
    nothing = {heading: "" for heading in HOME if "inspection" in heading or heading in THEMES}
    released(register(*homes("9000001", **nothing)))
    home = Homes.with_register().get()
    assert home.entry.places == 4
    assert home.overall is None
