"""Two owners who end one another's role in the same moment: one of them stays, whoever came first."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from chaportal.merging.actions import merge as merge_providers
from chaportal.merging.people.actions import merge as merge_people
from people import actions
from people.models import ProviderMerge, Role, User, UserMerge
from tests.conftest import make_person, make_provider

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 5


def end_at_once(roles: list[Role]) -> list[str]:
    """End each of the roles in the same moment; what was refused, in sentences."""
    return at_once([partial(actions.end_role, role=role, reason="Left") for role in roles])


def at_once(calls: list[Callable]) -> list[str]:
    """Each on a connection of its own, all in the same moment; what was refused, in sentences."""
    refused, together = [], Barrier(len(calls))

    def run(call):
        try:
            together.wait(timeout=10)
            call()
        except ValidationError as fault:
            refused.extend(fault.messages)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.parametrize("count", [2, 4])
def test_of_owners_who_all_go_at_once_the_last_one_stays(count):
    for turn in range(ROUNDS):
        provider = make_provider(f"Hazel Bank {turn}")
        people = [make_person(f"owner{number}@{turn}.example", "owner", provider) for number in range(count)]
        refused = end_at_once([person.roles.get() for person in people])
        assert refused == ["This is the last owner. Make someone else an owner first."]
        assert Role.objects.owners().filter(provider=provider).count() == 1


def test_two_accounts_that_are_merged_while_one_s_role_ends_leave_an_owner():
    staff = make_person("members@association.example", "membership_manager")
    for turn in range(ROUNDS):
        provider = make_provider(f"Hazel Bank {turn}")
        gone, survivor = (make_person(f"ffion@{where}{turn}.example", "owner", provider) for where in ("old", "new"))
        User.objects.update(last_login=timezone.now())
        merge = partial(merge_people, gone=gone, survivor=survivor, by=staff, although=True)
        at_once([merge, partial(actions.end_role, role=survivor.roles.get(), reason="Left")])
        assert Role.objects.owners().filter(provider=provider).count() == 1
    assert UserMerge.objects.exists(), "not refused for another reason"


def test_two_providers_that_are_merged_while_both_owners_go_leave_an_owner():
    staff = make_person("members@association.example", "membership_manager")
    for turn in range(ROUNDS):
        gone, survivor = make_provider(f"Hazel {turn}"), make_provider(f"Hazel Bank {turn}")
        owners = [make_person(f"owner@{each.pk}.example", "owner", each) for each in (gone, survivor)]
        ends = [partial(actions.end_role, role=owner.roles.get(), reason="Left") for owner in owners]
        at_once([partial(merge_providers, gone=gone, survivor=survivor, by=staff), *ends])
        assert Role.objects.owners().filter(provider__in=[gone, survivor]).count() >= 1
        assert Role.objects.owners().filter(provider=survivor).exists()
    assert ProviderMerge.objects.exists(), "not refused for another reason"


def test_of_two_administrators_one_stays():
    people = [make_person(f"admin{number}@association.example", "administrator") for number in range(2)]
    assert len(end_at_once([person.roles.get() for person in people])) == 1
    assert Role.objects.current(timezone.localdate()).filter(name="administrator").count() == 1
