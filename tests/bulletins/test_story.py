"""A provider's timeline says which bulletins its people were sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bulletins.models import Delivery
from bulletins.story import of_bulletins
from people.models import Role
from tests.conftest import make_provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(members):
    return members[0].roles.get().provider


@pytest.fixture
def accepted(approved, members):
    """All three mails were accepted yesterday, of members of long standing."""
    Role.objects.filter(user__in=members).update(starts_on=timezone.localdate() - timedelta(days=99))
    approved.deliveries.update(state=Delivery.State.ACCEPTED, accepted_at=timezone.now() - timedelta(days=1))
    return approved


def sentences(provider, reader) -> list[str]:
    return [happened.sentence for happened in of_bulletins(provider, reader)]


def test_owners_and_membership_staff_read_what_its_people_were_sent(
    signed_in, accepted, members, provider, membership_manager, press_officer
):
    found = ["The bulletin “Fees in April” was sent to one of its people."]
    assert sentences(provider, members[0]) == sentences(provider, membership_manager) == found
    assert sentences(provider, members[1]) == sentences(provider, press_officer) == []
    assert sentences(make_provider("Elm"), membership_manager) == []
    page = signed_in(membership_manager).get(f"/providers/{provider.pk}/history/").content.decode()
    assert found[0] in page


def test_who_had_a_role_there_on_that_day_counts_once_and_nobody_else(accepted, members, provider, membership_manager):
    yesterday = timezone.localdate() - timedelta(days=1)
    ends_on = {1: yesterday, 2: yesterday + timedelta(days=1)}
    for number, ends in ends_on.items():
        role = {"provider": provider, "starts_on": yesterday - timedelta(days=9)}
        members[number].roles.create(name="reader", ends_on=ends, **role)
    provider.roles.filter(user=members[0]).update(starts_on=yesterday)
    members[0].roles.create(provider=provider, name="reader", starts_on=yesterday)
    assert sentences(provider, membership_manager) == ["The bulletin “Fees in April” was sent to 2 of its people."]
    members[0].roles.update(starts_on=yesterday + timedelta(days=1))
    assert sentences(provider, membership_manager) == ["The bulletin “Fees in April” was sent to one of its people."]


def test_what_was_not_accepted_was_not_sent(approved, provider, membership_manager):
    Role.objects.update(starts_on=timezone.localdate() - timedelta(days=9))
    assert sentences(provider, membership_manager) == []


def test_it_is_one_query(accepted, provider, membership_manager, django_assert_num_queries):
    assert membership_manager.current_roles
    with django_assert_num_queries(1):
        of_bulletins(provider, membership_manager)
