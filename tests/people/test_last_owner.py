"""Two owners who end one another's role in the same moment: one of them stays, whoever came first."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from people import actions
from people.models import Role
from tests.conftest import make_person, make_provider

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 5


def end_at_once(roles: list[Role]) -> list[str]:
    """End each of the roles on a connection of its own, all in the same moment; what was refused, in sentences."""
    refused, together = [], Barrier(len(roles))

    def end(role):
        try:
            together.wait(timeout=10)
            actions.end_role(role=role, reason="Left")
        except ValidationError as fault:
            refused.extend(fault.messages)
        finally:
            connection.close()

    threads = [Thread(target=end, args=[role]) for role in roles]
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


def test_of_two_administrators_one_stays():
    people = [make_person(f"admin{number}@association.example", "administrator") for number in range(2)]
    assert len(end_at_once([person.roles.get() for person in people])) == 1
    assert Role.objects.current(timezone.localdate()).filter(name="administrator").count() == 1
