"""The one door to homes' private names and addresses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from homes import actions, locations
from homes.models import Home, HomeGrant, HomeLocation
from people.models import SecurityEvent
from register.models import Registration
from tests.conftest import make_person


def reads():
    return list(SecurityEvent.objects.filter(kind="address_read").values_list("user__email", "subject", "reason"))


def test_a_provider_s_own_people_see_theirs_without_an_event(home, owner):
    assert locations.own_location(home=home, by=owner).name == "Bramble House"
    assert locations.own_names([home], owner) == {home.pk: "Bramble House"}
    assert reads() == []


def test_another_provider_sees_nothing(home, outsider):
    with pytest.raises(PermissionDenied):
        locations.own_location(home=home, by=outsider)
    assert locations.own_names([home], outsider) == {}
    assert locations.own_history(home=home, by=outsider) == []


def test_staff_see_it_with_a_reason_and_are_recorded(home, membership_manager):
    assert locations.reveal(home=home, by=membership_manager, reason="Flood warning").address == "1 Invented Road"
    assert reads() == [(membership_manager.email, f"home {home.pk}", "Flood warning")]


def test_staff_see_nothing_without_a_reason(home, membership_manager):
    with pytest.raises(ValidationError, match="Say why"):
        locations.reveal(home=home, by=membership_manager, reason="  ")
    assert reads() == []


@pytest.mark.parametrize("role", ["press_officer", "policy_officer", "chief_executive", "data_protection_trustee"])
def test_no_other_staff_see_it_whatever_the_reason(home, role):
    person = make_person(f"{role}@association.example", role)
    with pytest.raises(PermissionDenied):
        locations.reveal(home=home, by=person, reason="Curious")
    assert reads() == []


def test_it_is_a_fernet_token_in_the_table_and_in_its_history(home):
    with connection.cursor() as cursor:
        for table in ("homes_homelocation", "homes_homelocationevent"):
            cursor.execute(f"SELECT name, address, postcode FROM {table}")  # our own table names
            rows = cursor.fetchall()
            assert rows
            assert all(value.startswith("gAAAA") for row in rows for value in row)


def test_a_limited_manager_without_homes_sees_nothing(home, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    assert list(Home.objects.visible_to(manager)) == []
    with pytest.raises(PermissionDenied):
        locations.own_location(home=home, by=manager)


def test_a_limited_manager_sees_and_edits_the_homes_that_they_were_given(home, provider, owner, membership_manager):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = actions.confirm(home=actions.claim(urn="9000002", provider=provider, by=owner), by=membership_manager)
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    assert list(Home.objects.visible_to(manager)) == [home]
    assert list(Home.objects.editable_by(manager)) == [home]
    assert locations.own_names([home, other], manager) == {home.pk: "Bramble House"}


def test_nothing_is_kept_before_staff_confirm_the_home(the_register, provider, owner):
    home = actions.claim(urn="9000001", provider=provider, by=owner)
    with pytest.raises(PermissionDenied):
        locations.save(home=home, by=owner, name="Bramble House")


def test_a_former_provider_sees_nothing_any_more(home, owner):
    Home.objects.filter(pk=home.pk).update(state="ended")
    with pytest.raises(PermissionDenied):
        locations.own_location(home=Home.objects.get(pk=home.pk), by=owner)


# Several homes, so that nobody gets or writes another's by a rule that looks at one

PLACE = {"name": "Heron House", "address": "2 Invented Road", "postcode": "ZZ2 2ZZ", "telephone": "01632 960002"}


@pytest.fixture
def second(home, provider, owner, membership_manager):
    """Another home of the provider, without a location yet."""
    return actions.confirm(home=actions.claim(urn="9000002", provider=provider, by=owner), by=membership_manager)


@pytest.fixture
def theirs(home, other_provider, outsider):
    """Another provider's home, with its location."""
    registration = Registration.objects.get(number="9000003")
    made = Home.objects.create(
        registration=registration, provider=other_provider, state="confirmed", during=home.during
    )
    locations.save(home=made, by=outsider, **PLACE)
    return made


def name_of(home) -> str:
    kept = HomeLocation.private.filter(pk=home.pk).first()
    return kept.name if kept else ""


def test_each_home_has_its_own_place_and_one_that_has_none_an_empty_one(
    second, theirs, home, owner, membership_manager
):
    assert locations.own_location(home=second, by=owner).name == ""
    assert locations.reveal(home=second, by=membership_manager, reason="Flood").name == ""
    assert locations.reveal(home=theirs, by=membership_manager, reason="Flood").name == "Heron House"
    places = locations.own_locations([home, second, theirs], owner)
    assert {pk: place.name for pk, place in places.items()} == {home.pk: "Bramble House", second.pk: ""}
    assert places[second.pk].home == second


def test_only_what_was_asked_for_is_given(second, theirs, home, owner):
    locations.save(home=second, by=owner, **PLACE | {"name": "Second"})
    assert locations.own_names([second, theirs], owner) == {second.pk: "Second"}
    assert list(locations.own_locations([second, theirs], owner)) == [second.pk]
    assert locations.is_own(second, owner)
    assert not locations.is_own(theirs, owner)


@pytest.mark.parametrize("state", ["ended", "refused", "claimed"])
def test_what_is_not_a_confirmed_home_of_theirs_gives_nothing(state, second, home, owner):
    during = None if state != "ended" else home.during
    Home.objects.filter(pk=home.pk).update(state=state, during=during)
    closed = Home.objects.get(pk=home.pk)
    assert not locations.is_own(closed, owner)
    assert locations.own_names([closed], owner) == locations.own_locations([closed], owner) == {}
    assert locations.own_history(home=closed, by=owner) == []
    with pytest.raises(PermissionDenied):
        locations.save(home=closed, by=owner, **PLACE)
    with pytest.raises(PermissionDenied):
        locations.save_many({closed: PLACE}, by=owner)
    assert name_of(home) == "Bramble House"


def test_of_many_homes_all_are_written_or_none(second, theirs, home, owner):
    with pytest.raises(PermissionDenied):
        locations.save_many({home: PLACE, theirs: PLACE | {"name": "Taken"}}, by=owner)
    assert (name_of(home), name_of(theirs)) == ("Bramble House", "Heron House")
    with pytest.raises(PermissionDenied):
        locations.save(home=theirs, by=owner, name="Taken")
    locations.save_many({home: PLACE, second: PLACE | {"name": "Second"}}, by=owner)
    assert (name_of(home), name_of(second), name_of(theirs)) == ("Heron House", "Second", "Heron House")
    locations.save_many({second: PLACE | {"name": "Again"}}, by=owner)
    assert (name_of(home), name_of(second)) == ("Heron House", "Again")


def test_the_history_is_of_that_home_and_for_its_own_people(second, theirs, home, owner, outsider):
    assert locations.own_history(home=second, by=owner) == []
    locations.save(home=second, by=owner, **PLACE | {"name": "Second"})
    assert "Second" in str(locations.own_history(home=second, by=owner))
    assert "Bramble" not in str(locations.own_history(home=second, by=owner))
    assert locations.own_history(home=home, by=outsider) == []


def test_which_words_tell_of_a_home_is_said_by_their_names_and_of_own_homes_alone(home, provider, other_provider):
    words = {"name": "Bramble House Ltd", "empty": "", "office": "4 Invented Road", "website": "other.example"}
    assert locations.revealing_words(provider, words, ["office"]) == ["name"]
    assert locations.revealing_words(provider, words) == ["name", "office"]
    assert locations.revealing_words(other_provider, words) == []


def test_a_home_s_number_on_the_register_tells_of_it_and_one_of_a_claim_or_another_s_does_not(
    second, home, provider, other_provider
):
    words = {"description": f"We run {home.registration.number}."}
    assert locations.revealing_words(provider, words) == ["description"]
    assert locations.revealing_words(other_provider, words) == []
    Home.objects.filter(pk=home.pk).update(state="ended")
    assert locations.revealing_words(provider, words) == ["description"]
    Home.objects.filter(pk=home.pk).update(state="claimed", during=None)
    assert locations.revealing_words(provider, words) == []


def test_any_of_several_homes_is_told_of_and_those_that_ended_too(second, home, provider, owner):
    locations.save(home=second, by=owner, **PLACE | {"name": "Fern Lodge"})
    words = {"first": "Bramble House", "second": "Fern Lodge"}
    assert locations.revealing_words(provider, words) == ["first", "second"]
    Home.objects.filter(pk=home.pk).update(state="ended")
    assert locations.revealing_words(provider, words) == ["first", "second"]
