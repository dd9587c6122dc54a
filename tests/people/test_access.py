"""Roles, and what ends with them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from people import actions
from people.access import ROLES, Permission, Side, can, permissions_of, providers_with
from people.models import Provider, Role
from tests.conftest import make_person


def fresh(user):
    """The user as the next request sees them."""
    return type(user).objects.get(pk=user.pk)


def test_an_owner_may_edit_homes_of_their_provider_only(owner, provider, other_provider):
    assert can(owner, Permission.HOME_EDIT, provider)
    assert not can(owner, Permission.HOME_EDIT, other_provider)
    assert providers_with(owner, Permission.HOME_EDIT) == [provider.pk]


def test_nobody_may_do_anything_without_signing_in(provider):
    assert permissions_of(AnonymousUser()) == frozenset()
    assert not can(AnonymousUser(), Permission.HOME_VIEW, provider)
    assert list(Provider.objects.visible_to(AnonymousUser())) == []


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(owner):
    today = timezone.localdate()
    role = owner.roles.get()
    assert list(Role.objects.current(today)) == [role]
    assert list(Role.objects.current(today - timedelta(days=1))) == []
    role.ends_on = today + timedelta(days=1)
    role.save()
    assert list(Role.objects.current(today)) == [role]
    assert list(Role.objects.current(today + timedelta(days=1))) == []


def test_an_ended_role_allows_nothing_on_the_next_request(owner, provider):
    make_person("second@hazelbank.example", "owner", provider)
    actions.end_role(role=owner.roles.get(), reason="Left")
    assert permissions_of(fresh(owner)) == frozenset()


def test_the_last_owner_cannot_go(owner):
    with pytest.raises(ValidationError, match="last owner"):
        actions.end_role(role=owner.roles.get(), reason="Left")
    assert owner.roles.get().ends_on is None


def test_staff_see_all_providers_and_an_owner_their_own(owner, press_officer, provider, other_provider):
    assert set(Provider.objects.visible_to(press_officer)) == {provider, other_provider}
    assert set(Provider.objects.visible_to(owner)) == {provider}


def test_the_trustee_for_data_protection_may_never_reveal_an_address():
    assert Permission.ADDRESS_REVEAL not in ROLES["data_protection_trustee"].permissions


def test_every_staff_role_needs_a_second_factor_and_no_other_role_does():
    assert {role.name for role in ROLES.values() if role.needs_second_factor} == {
        role.name for role in ROLES.values() if role.side == Side.STAFF
    }


def test_the_database_refuses_a_staff_role_for_a_provider(owner, provider):
    with pytest.raises(IntegrityError, match="role_provider_side_has_provider"):
        Role.objects.create(user=owner, provider=provider, name="press_officer")


def test_the_database_refuses_the_same_open_role_twice(owner, provider):
    with pytest.raises(IntegrityError, match="role_open_once"):
        Role.objects.create(user=owner, provider=provider, name="owner")


def test_providers_are_found_by_any_of_their_names(provider):
    parent = Provider.objects.create(legal_name="Alder Holdings Ltd", sector="private", nation="england")
    provider.parent, provider.trading_name = parent, "Hazel Homes"
    provider.save()
    for words in ("hazel bank", "HAZEL HOMES", "alder"):
        assert provider in Provider.objects.named(words)
    assert list(Provider.objects.named("birch")) == []
