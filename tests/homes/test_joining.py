"""Whoever joins as a home manager, and what an owner sees of who read an address."""

import pytest
from django.utils import timezone

from homes import actions, locations
from homes.models import Home
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people import actions as people
from people.models import SecurityEvent, User
from tests.conftest import make_person
from tests.homes.values import make_home
from tests.reading import text

PASSWORD = "three plain words here"


def join(provider, owner, role="home_manager") -> User:
    invitation = people.invite(email="new@hazelbank.example", role=role, provider=provider, by=owner)
    return people.accept(invitation=invitation, name="Newcomer", password=PASSWORD)


def mails():
    return OutboxMessage.objects.filter(key__startswith="homes-to-give:")


def test_the_manager_of_a_provider_with_one_home_is_given_it_at_once(home, provider, owner):
    assert list(Home.objects.own(join(provider, owner))) == [home]
    assert not mails().exists()


def test_where_there_are_several_or_none_the_owners_are_told_and_the_manager_sees_why(
    signed_in, home, provider, owner, outsider
):
    make_home(provider, "confirmed", "9000021")
    manager = join(provider, owner)
    assert list(Home.objects.own(manager)) == []
    mail = mails().get()
    assert mail.user == owner
    assert f"/roles/{manager.roles.get().pk}/homes/" in mail.text
    assert "Bramble" not in mail.text
    client = signed_in(manager)
    for address in ("/homes/", "/dashboard/"):
        assert "none is given yet" in text(client.get(address))
    assert no_longer_wanted(mail) == ""
    actions.give_homes(role=manager.roles.get(), homes=[home], by=owner)
    assert no_longer_wanted(mail) == "They have homes, or have left."
    assert "none is given yet" not in text(client.get("/homes/"))


@pytest.mark.parametrize("state", ["claimed", "ended"])
def test_a_home_that_waits_or_has_ended_is_not_given(provider, owner, state):
    make_home(provider, state, "9000021")
    manager = join(provider, owner)
    assert not manager.roles.get().homes.exists()
    assert mails().exists()


def test_a_colleague_needs_no_home_given(home, provider, owner):
    join(provider, owner, role="colleague")
    assert not mails().exists()
    assert not home.roles.exists()


def test_a_mail_to_someone_who_owns_nothing_any_more_is_dropped(provider, owner):
    join(provider, owner)
    owner.roles.update(ends_on=timezone.localdate())
    assert no_longer_wanted(mails().get()) == "No longer an owner."


@pytest.mark.django_db(transaction=True)
def test_an_owner_sees_who_read_the_address_and_why_and_nobody_else_does(
    signed_in, home, owner, provider, outsider, membership_manager
):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    signed_in(membership_manager).post(f"/homes/{home.pk}/address/", {"reason": "Flood warning"})
    page = text(signed_in(owner).get(home.get_absolute_url()))
    assert "Read by our staff: 1 time" in page
    assert f"{membership_manager.name}: “Flood warning”" in page
    for person in (colleague, membership_manager):
        assert "Flood warning" not in text(signed_in(person).get(home.get_absolute_url()))
        assert locations.readings(home=home, by=person) == []
    assert locations.readings(home=home, by=outsider) == []


def test_what_was_read_of_another_home_or_before_it_was_theirs_is_not_shown(home, owner, membership_manager):
    for subject in (f"home {home.pk}0", "home 0"):
        SecurityEvent.objects.create(kind="address_read", user=membership_manager, subject=subject, reason="x")
    assert locations.readings(home=home, by=owner) == []


def test_the_home_s_own_business_stands_above_what_the_register_says(signed_in, home, owner, membership_manager):
    own = text(signed_in(owner).get(home.get_absolute_url()))
    assert own.index("Your own business") < own.index("What the register says")
    assert own.index('<h2 id="duties">') < own.index("Your own business")
    staff = text(signed_in(membership_manager).get(home.get_absolute_url()))
    assert staff.index("What the register says") < staff.index("Name and address")
