"""The desk's lists as sheets: as they are shown, with the day of their figures, each recorded as an export."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from members.models import ReminderRule
from members.notes.actions import keep_note
from members.reminders.actions import hold
from members.reminders.owed import owed
from people.models import SecurityEvent
from tests import world as worlds
from tests.conftest import make_person
from tests.members.conftest import make_rule, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows_of(signed_in, membership_manager):
    """Gives the rows of a sheet below its headings."""

    def read(address):
        answer = signed_in(membership_manager).get(f"{address}&format=csv")
        assert f"{timezone.localdate():%Y-%m-%d}.csv" in answer["Content-Disposition"]
        assert SecurityEvent.objects.filter(kind="exported", user=membership_manager).exists()
        return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]

    return read


@pytest.mark.parametrize(("show", "name"), [("", "waiting"), ("asked", "asked"), ("drafts", "written")])
def test_applications(show, name, client):
    world = worlds.ready()
    client.force_login(world.people["members"])
    sheet = client.get(f"/staff/applications/file/?show={show}&format=csv").content.decode("utf-8-sig")
    shown = {row[0] for row in csv.reader(StringIO(sheet)) if "CANARY" in row[0]}
    assert shown == {f"CANARY-{name} Ltd"}


def test_reminders_of_next_week(rows_of, provider, owner, membership_manager):
    make_term(provider, ends_in=30)
    make_rule()
    assert ReminderRule.objects.on().exists()
    [row] = rows_of("/staff/reminders/file/?within=week")
    assert row[1:3] + row[4:] == [str(owner), str(provider), "Goes"]
    today = timezone.localdate()
    hold(key=owed(today, today)[0].key, by=membership_manager)
    [row] = rows_of("/staff/reminders/file/?within=week")
    assert row[4] == "Held"


def test_next_actions_of_oneself_and_of_all(rows_of, provider, membership_manager):
    colleague = make_person("colleague@association.example", "membership_manager")
    for who, what in ((membership_manager, "Ring them"), (colleague, "Write to them")):
        content = {"kind": "call", "happened_on": timezone.localdate(), "words": "They asked.", "next_action": what}
        due = {"due_on": timezone.localdate(), "assigned_to": who}
        keep_note(provider=provider, by=membership_manager, **content, **due)
    assert [row[2:] for row in rows_of("/staff/notes/next/file/?who=me")] == [["Ring them", str(membership_manager)]]
    assert {row[2] for row in rows_of("/staff/notes/next/file/?who=all")} == {"Ring them", "Write to them"}
