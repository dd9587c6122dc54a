"""What an owner does first: each step goes when it is done, and none stays longer than a month."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from members.directory import actions as directory
from members.rules import actions as rules
from people import actions as people
from people.models import Role
from tests.conftest import make_person
from tests.duties.homes import make_home
from tests.reading import text

pytestmark = pytest.mark.django_db
STEPS = ["Add your homes", "Invite who works with you", "Say what other members read of you", "Declare that you keep"]


def steps_of(client) -> list[str]:
    page = text(client.get("/dashboard/"))
    found = re.search(r"Your first steps(.*?)</section>", page, re.DOTALL)
    return [step for step in STEPS if found and step in found[1]]


def test_each_step_goes_when_it_is_done_and_the_section_with_the_last(signed_in, owner, provider, membership_manager):
    today, by = timezone.localdate(), membership_manager
    version = rules.publish_version(kind="code", starts_on=today, text="With care.", by=by)
    client = signed_in(owner)
    assert steps_of(client) == STEPS
    assert "Add your first home" not in text(client.get("/dashboard/"))
    make_home(provider, 1)
    assert steps_of(client) == STEPS[1:]
    people.invite(email="colleague@hazelbank.example", role="reader", provider=provider, by=owner)
    assert steps_of(client) == STEPS[2:]
    directory.write_entry(provider=provider, by=owner, description="Small homes")
    assert steps_of(client) == STEPS[3:]
    rules.declare(provider=provider, versions=[version], by=owner)
    assert "Your first steps" not in text(client.get("/dashboard/"))


def test_nobody_is_reminded_for_longer_than_a_month_and_readers_are_not(signed_in, provider, other_provider):
    reader = make_person("reader@hazelbank.example", "reader", provider)
    assert steps_of(signed_in(reader)) == []
    today = timezone.localdate()
    of_two = make_person("both@hazelbank.example", "reader", provider)
    Role.objects.create(user=of_two, provider=other_provider, name="owner", starts_on=today - timedelta(days=400))
    assert steps_of(signed_in(of_two)) == []
    for days, steps in ((29, STEPS[:3]), (30, [])):
        owner = make_person(f"owner{days}@hazelbank.example", "owner", provider)
        Role.objects.filter(user=owner).update(starts_on=today - timedelta(days=days))
        assert steps_of(signed_in(owner)) == [step for step in steps if step != STEPS[1]]
