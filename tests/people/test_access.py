"""Roles, and what ends with them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from people import actions
from people.access import (
    LIMITED_ROLES,
    ROLES,
    Permission,
    Side,
    can,
    can_any,
    check,
    check_any,
    is_staff,
    needs_second_factor,
    permissions_of,
    providers_with,
    requires,
)
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


# Who holds each permission, and nobody else. A role that gains one is written down here first.
HOLDERS = {
    Permission.HOME_VIEW: "owner colleague home_manager reader",
    Permission.HOME_EDIT: "owner colleague home_manager",
    Permission.DUTY_MANAGE: "owner colleague",
    Permission.DUTY_VIEW_SHARED: "membership_manager",
    Permission.HOME_CLAIM: "owner",
    Permission.HOME_CONFIRM: "membership_manager",
    Permission.ADDRESS_REVEAL: "membership_manager",
    Permission.REGISTER_VIEW: "press_officer policy_officer membership_manager chief_executive",
    Permission.REGISTER_LOAD: "membership_manager",
    Permission.PROVIDER_VIEW: "press_officer policy_officer membership_manager chief_executive administrator",
    Permission.PROVIDER_MANAGE: "owner",
    Permission.EVIDENCE_GIVE: "owner colleague",
    Permission.EVIDENCE_SEND: "owner",
    Permission.EVIDENCE_VIEW: "policy_officer chief_executive",
    Permission.POLICY_WRITE: "policy_officer",
    Permission.POLICY_APPROVE: "policy_officer chief_executive",
    Permission.RELEASE_WRITE: "press_officer",
    Permission.RELEASE_APPROVE: "press_officer chief_executive",
    Permission.PRESS_DESK: "press_officer",
    Permission.EMBARGO_READ: "journalist",
    Permission.TEXT_PUBLISH_URGENT: "urgent_publisher",
    Permission.BULLETIN_WRITE: "membership_manager",
    Permission.BULLETIN_APPROVE: "membership_manager chief_executive",
    Permission.MEMBERSHIP_OWN: "owner finance_contact",
    Permission.MEMBERSHIP_MANAGE: "membership_manager",
    Permission.SECURITY_VIEW: "data_protection_trustee administrator",
    Permission.COMPLAINT_ANSWER: "data_protection_trustee",
    Permission.PERSON_ERASE: "data_protection_trustee",
    Permission.ROLE_MANAGE: "administrator",
    Permission.PURGE: "data_protection_trustee administrator",
    Permission.ASSOCIATION_MANAGE: "administrator",
}


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name)
def test_each_permission_is_held_by_these_roles_and_no_other(permission):
    assert {role.name for role in ROLES.values() if permission in role.permissions} == set(HOLDERS[permission].split())


def test_a_home_manager_alone_is_limited_to_the_homes_that_they_were_given():
    assert LIMITED_ROLES == ["home_manager"]


def test_the_last_owner_is_the_last_one_there_is_now_and_here(owner, provider, other_provider):
    """Owners whose role has ended, owners of others, and colleagues keep no provider in hand."""
    former = make_person("former@hazelbank.example", "owner", provider)
    actions.end_role(role=former.roles.get(), reason="Left")
    make_person("else@larkfield.example", "owner", other_provider)
    make_person("col@hazelbank.example", "colleague", provider)
    with pytest.raises(ValidationError, match="last owner"):
        actions.end_role(role=owner.roles.get(), reason="Left")


def test_the_last_administrator_cannot_go_and_the_last_colleague_can(owner, provider):
    administrator = make_person("admin@association.example", "administrator")
    with pytest.raises(ValidationError, match="last administrator"):
        actions.end_role(role=administrator.roles.get(), reason="Left")
    colleague = make_person("col@hazelbank.example", "colleague", provider)
    actions.end_role(role=colleague.roles.get(), reason="Left")
    assert permissions_of(fresh(colleague)) == frozenset()


def test_one_of_several_permissions_is_enough_and_none_is_not(owner, press_officer):
    both = (Permission.RELEASE_WRITE, Permission.HOME_VIEW)
    assert can_any(press_officer, both)
    assert can_any(owner, both)
    assert not can_any(owner, [Permission.RELEASE_WRITE, Permission.ROLE_MANAGE])
    assert not can_any(AnonymousUser(), both)
    with pytest.raises(PermissionDenied):
        check_any(owner, Permission.RELEASE_WRITE, Permission.ROLE_MANAGE)
    with pytest.raises(PermissionDenied):
        check(owner, Permission.RELEASE_WRITE)


def test_a_view_says_what_it_requires_and_lets_in_nobody_else(owner, press_officer, rf):
    @requires(Permission.RELEASE_WRITE, Permission.PRESS_DESK)
    def view(request, number):
        """Shows a number."""
        return number

    def ask(user):
        request = rf.get("/")
        request.user = user
        return view(request, 7)

    assert ask(press_officer) == 7
    for refused in (owner, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            ask(refused)
    assert view.requires == (Permission.RELEASE_WRITE, Permission.PRESS_DESK)
    assert view.__doc__ == "Shows a number."


def test_staff_hold_roles_for_no_provider(owner, press_officer, provider):
    assert is_staff(press_officer)
    assert not is_staff(owner)
    assert not is_staff(AnonymousUser())
    assert providers_with(press_officer, Permission.PROVIDER_VIEW) == []
    assert providers_with(AnonymousUser(), Permission.HOME_VIEW) == []
    assert providers_with(owner, Permission.ROLE_MANAGE) == []
    assert can(press_officer, Permission.PROVIDER_VIEW, provider)


def test_a_second_factor_is_needed_by_kind_of_role_or_by_the_provider_s_rule(owner, press_officer, provider):
    assert needs_second_factor(press_officer)
    assert not needs_second_factor(owner)
    provider.requires_second_factor = True
    provider.save()
    assert needs_second_factor(fresh(owner))


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
        assert provider in Provider.objects.holding(words)
    assert list(Provider.objects.holding("birch")) == []
