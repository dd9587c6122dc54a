"""The one door to homes' private names and addresses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from homes import actions, locations
from homes.models import Home, RoleHome
from people.models import SecurityEvent
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
    RoleHome.objects.create(role=manager.roles.get(), home=home)
    assert list(Home.objects.visible_to(manager)) == [home]
    assert list(Home.objects.editable_by(manager)) == [home]
    assert locations.own_names([home, other], manager) == {home.pk: "Bramble House"}


def test_nothing_is_kept_before_staff_confirm_the_home(the_register, provider, owner):
    home = actions.claim(urn="9000001", provider=provider, by=owner)
    with pytest.raises(PermissionDenied):
        locations.keep(home=home, by=owner, name="Bramble House")


def test_a_former_provider_sees_nothing_any_more(home, owner):
    Home.objects.filter(pk=home.pk).update(state="ended")
    with pytest.raises(PermissionDenied):
        locations.own_location(home=Home.objects.get(pk=home.pk), by=owner)
