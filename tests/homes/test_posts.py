"""Which homes nobody manages: someone did once, and nobody does today."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from homes import actions
from homes.models import Home
from homes.posts import unmanaged

TODAY = timezone.localdate()


@pytest.fixture
def second(home, provider, owner, membership_manager):
    return actions.confirm(home=actions.claim(urn="9000002", provider=provider, by=owner), by=membership_manager)


def appoint(home, owner, kind="manager", starts_on=date(2024, 5, 1), last_day=None):
    return actions.appoint(home=home, by=owner, kind=kind, name="Siân", starts_on=starts_on, last_day=last_day)


def found(**given):
    return [(home.pk, home.manager_until) for home in unmanaged(Home.objects.all(), **given)]


def test_a_home_of_whose_managers_nothing_is_known_is_not_named(home, owner):
    appoint(home, owner, kind="responsible", last_day=TODAY - timedelta(days=9))
    assert found() == []


def test_a_home_with_a_manager_is_not_named_even_if_that_one_leaves_soon_or_there_was_a_gap_before(home, owner):
    appoint(home, owner, starts_on=date(2020, 1, 1), last_day=date(2021, 1, 1))
    appoint(home, owner, last_day=TODAY + timedelta(days=20))
    assert found() == []
    assert found(today=TODAY + timedelta(days=21)) == [(home.pk, TODAY + timedelta(days=21))]


def test_a_manager_who_begins_later_and_someone_in_another_post_manage_nothing_today(home, owner):
    left = TODAY - timedelta(days=9)
    appoint(home, owner, last_day=left)
    appoint(home, owner, kind="responsible")
    appoint(home, owner, starts_on=TODAY + timedelta(days=5))
    assert found() == [(home.pk, left + timedelta(days=1))]


def test_the_longest_comes_first_and_each_home_has_its_own_managers(home, second, owner):
    appoint(home, owner, last_day=TODAY - timedelta(days=9))
    appoint(second, owner)
    assert [pk for pk, _ in found()] == [home.pk]
    second.people.all().delete()
    appoint(second, owner, last_day=TODAY - timedelta(days=30))
    assert [pk for pk, _ in found()] == [second.pk, home.pk]


def test_only_homes_that_are_the_provider_s_are_named(home, owner):
    appoint(home, owner, last_day=TODAY - timedelta(days=9))
    Home.objects.filter(pk=home.pk).update(state=Home.State.ENDED)
    assert found() == []
