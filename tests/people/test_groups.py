"""A provider lets its parent's owners run its account: who has which role, whoever comes and goes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from homes.models import Home
from outbox.models import OutboxMessage
from people.access import Permission, can
from people.actions import end_role, give_role
from people.groups import actions
from people.models import Provider, Role, SecurityEvent, User
from people.outbox_checks import run_by_parent
from people.providers.actions import change_provider
from tests.conftest import make_person, make_provider
from tests.reading import text


@pytest.fixture
def parent(provider):
    parent = make_provider("Group Holdings plc")
    Provider.objects.filter(pk=provider.pk).update(parent=parent)
    provider.refresh_from_db()
    return parent


@pytest.fixture
def head(parent):
    """The owner of the parent."""
    return make_person("head@group.example", "owner", parent)


def owners(provider) -> set[str]:
    return {role.user.email for role in provider.roles.owners()}


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


def test_the_parent_s_owner_sees_nothing_before_and_all_of_it_after(signed_in, provider, owner, head, home):
    client = signed_in(head)
    assert client.get(f"/homes/{home.pk}/").status_code == 404
    answer = signed_in(owner).post(f"/providers/{provider.pk}/people/parent/", {"run": "yes"}, follow=True)
    assert "The owners of Group Holdings plc are owners here too" in text(answer)
    assert client.get(f"/homes/{home.pk}/").status_code == 200
    assert Home.objects.own(fresh(head)).get() == home
    assert can(fresh(head), Permission.PROVIDER_MANAGE, provider)
    assert owners(provider) == {"owner@hazelbank.example", "head@group.example"}
    mail = OutboxMessage.objects.get(key=f"group:{provider.pk}:{head.pk}")
    assert "lets the owners of Group Holdings plc run the account" in mail.text
    assert run_by_parent(mail) == ""
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.RULE_CHANGED, user=owner).exists()


def test_it_is_ended_and_nothing_of_it_stays(signed_in, provider, owner, head, home):
    actions.let_parent_run(provider=provider, by=owner)
    mail = OutboxMessage.objects.get(key__startswith="group:")
    page = text(signed_in(owner).post(f"/providers/{provider.pk}/people/parent/", follow=True))
    assert "They are owners here no longer." in page
    assert owners(provider) == {"owner@hazelbank.example"}
    assert signed_in(head).get(f"/homes/{home.pk}/").status_code == 404
    assert run_by_parent(mail) != ""


def test_whoever_comes_and_goes_at_the_parent_is_followed(provider, parent, owner, head):
    actions.let_parent_run(provider=provider, by=owner)
    second = make_person("second@group.example", "reader", parent)
    role = give_role(user=second, role="owner", provider=parent, reason="Joined")
    assert "second@group.example" in owners(provider)
    end_role(role=role, reason="Left")
    assert owners(provider) == {"owner@hazelbank.example", "head@group.example"}


def test_a_manager_of_the_parent_gets_nothing(provider, parent, owner, head):
    actions.let_parent_run(provider=provider, by=owner)
    give_role(user=make_person("m@group.example", "reader", parent), role="home_manager", provider=parent, reason="J")
    assert owners(provider) == {"owner@hazelbank.example", "head@group.example"}


def test_it_goes_down_to_the_subsidiary_of_a_subsidiary(provider, owner, head):
    lowest = make_provider("Lowest Ltd", parent=provider)
    theirs = make_person("owner@lowest.example", "owner", lowest)
    actions.let_parent_run(provider=lowest, by=theirs)
    assert "head@group.example" not in owners(lowest)
    actions.let_parent_run(provider=provider, by=owner)
    assert "head@group.example" in owners(lowest)
    actions.stop_parent(provider=provider, by=owner)
    assert owners(lowest) == {"owner@lowest.example", "owner@hazelbank.example"}


def test_it_cannot_be_ended_while_nobody_of_its_own_is_an_owner(provider, owner, head):
    actions.let_parent_run(provider=provider, by=owner)
    end_role(role=owner.roles.get(), reason="Left")
    with pytest.raises(ValidationError, match="Nobody else is an owner"):
        actions.stop_parent(provider=provider, by=fresh(head))
    assert owners(provider) == {"head@group.example"}


def test_an_own_role_stays_when_the_parent_s_ends(provider, owner, head):
    give_role(user=head, role="owner", provider=provider, reason="Their own")
    actions.let_parent_run(provider=provider, by=owner)
    actions.stop_parent(provider=provider, by=owner)
    assert "head@group.example" in owners(provider)


def test_a_role_through_the_parent_becomes_one_s_own_when_given(provider, owner, head):
    actions.let_parent_run(provider=provider, by=owner)
    give_role(user=head, role="owner", provider=provider, reason="Invited")
    actions.stop_parent(provider=provider, by=owner)
    assert "head@group.example" in owners(provider)


def test_another_parent_has_to_be_let_in_anew(provider, owner, head, membership_manager):
    actions.let_parent_run(provider=provider, by=owner)
    change_provider(provider=provider, by=membership_manager, telephone="01632 960001")
    assert "head@group.example" in owners(provider)
    change_provider(provider=provider, by=membership_manager, parent=make_provider("Buyer plc"))
    provider.refresh_from_db()
    assert not provider.run_by_parent
    assert owners(provider) == {"owner@hazelbank.example"}


def test_only_its_own_owners_say_so(provider, head, outsider, membership_manager):
    for person in (head, outsider, membership_manager):
        with pytest.raises(PermissionDenied):
            actions.let_parent_run(provider=provider, by=person)
        with pytest.raises(PermissionDenied):
            actions.stop_parent(provider=provider, by=person)


def test_without_a_parent_there_is_nobody_to_let_in(signed_in, provider, owner):
    with pytest.raises(ValidationError, match="No parent of"):
        actions.let_parent_run(provider=provider, by=owner)
    assert "/people/parent/" not in signed_in(owner).get(f"/providers/{provider.pk}/people/").content.decode()
    with pytest.raises(IntegrityError, match="provider_run_by_a_parent"), transaction.atomic():
        Provider.objects.filter(pk=provider.pk).update(run_by_parent=True)


def test_twice_changes_nothing_and_a_role_through_the_parent_is_not_ended_by_hand(signed_in, provider, owner, head):
    for _ in range(2):
        actions.let_parent_run(provider=provider, by=owner)
    role = Role.objects.get(user=head, provider=provider)
    page = signed_in(owner).get(f"/providers/{provider.pk}/people/").content.decode()
    assert f"/roles/{role.pk}/" not in page
    assert "Of Group Holdings plc" in page
    assert signed_in(owner).post(f"/roles/{role.pk}/end/").status_code == 404
    for _ in range(2):
        actions.stop_parent(provider=provider, by=owner)
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.RULE_CHANGED).count() == 2
