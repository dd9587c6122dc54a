"""A worker that is killed at any moment of an import, or of taking one back: all of it is there, or nothing."""

import signal

import pytest
from django.db import connection, transaction

from jobs import task_queue
from members.imports import actions
from members.imports.planning import plan_of
from members.models import Contact, ImportedProvider, ProviderImport
from outbox.models import OutboxMessage
from people.models import Invitation, Provider, SecurityEvent
from tests.conftest import make_person
from tests.killing import worker
from tests.members.test_imports import said

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS = 20
SAVEPOINT = 2  # statements: made and released
ROWS = [
    ["Organisation", "Contact Name", "E-mail", "Role"],
    *([f"{name} Care Ltd", f"{name} One", f"one@{name.lower()}.example", "Director"] for name in ("Ash", "Elm", "Yew")),
    ["Ash Care Ltd", "Ash Two", "two@ash.example", "PA"],
]
NOTHING = {"providers": 0, "made": 0, "people": 0, "invited": 0, "mails": 0, "events": 0, "state": "accepted"}
ALL = {"providers": 3, "made": 3, "people": 4, "invited": 4, "mails": 4, "events": 4, "state": "imported"}
TAKEN_BACK = ALL | {"providers": 0, "made": 0, "people": 0, "invited": 0, "state": "undone"}


@pytest.fixture
def staff(monkeypatch):
    monkeypatch.setattr(task_queue, "enqueue", lambda *args: None)
    return make_person("members@association.example", "membership_manager")


@pytest.fixture
def accepted(staff) -> ProviderImport:
    source = said(staff, ROWS)
    return actions.accept_import(source=source, seal=plan_of(source, staff).seal, is_inviting=True, by=staff)


@transaction.atomic
def state() -> dict:
    """What stands, once PostgreSQL has seen that the worker is gone: whoever asks for its row waits for that."""
    source = ProviderImport.objects.select_for_update(of=("self",)).get()
    return {
        "providers": Provider.objects.count(),
        "made": ImportedProvider.objects.count(),
        "people": Contact.objects.count(),
        "invited": Invitation.objects.count(),
        "mails": OutboxMessage.objects.filter(key__startswith="invitation:").count(),
        "events": SecurityEvent.objects.filter(kind="invited").count(),
        "state": source.state,
    }


def kill_at_many_moments(work, before: dict) -> None:
    """Kill it before many of its statements, from the first to its commit; each time all is as it was before."""
    commit = commit_of(work)
    for at in sorted({1 + place * commit // KILLS for place in range(KILLS)} | {commit - 1, commit}):
        assert worker(work, at) == signal.SIGKILL, at
        assert state() == before, at
    assert worker(work, commit + 1) == 0, "and that was the last moment"


def commit_of(work) -> int:
    """Which of its statements is the commit: counted where what it does is rolled back, as savepoints are there."""
    seen = []
    with connection.execute_wrapper(lambda execute, *args: (seen.append(1), execute(*args))[1]), transaction.atomic():
        work()
        transaction.set_rollback(True)
    return len(seen) - SAVEPOINT + 1


def test_killed_at_each_moment_an_import_makes_nothing_and_then_all_of_it_once(accepted):
    assert state() == NOTHING
    kill_at_many_moments(lambda: actions.apply_import(accepted.pk), NOTHING)
    assert state() == ALL
    assert not actions.apply_import(accepted.pk), "the sweep may ring for it once more"
    assert state() == ALL
    assert Provider.pgh_event_model.objects.count() == ALL["providers"], "nor is there history of what never was"


def test_killed_at_each_moment_taking_back_leaves_all_of_it_and_then_nothing(accepted, staff):
    actions.apply_import(accepted.pk)
    assert state() == ALL
    kill_at_many_moments(lambda: actions.undo_import(source=accepted, by=staff), ALL)
    assert state() == TAKEN_BACK


def test_an_import_that_waits_for_one_that_is_killed_goes_on_by_itself(accepted, staff):
    """The same sheet a second time: whichever is first makes it, and the other brings nothing twice."""
    other = said(staff, ROWS)
    ProviderImport.objects.filter(pk=other.pk).update(state="accepted", seal=accepted.seal, is_inviting=True, by=staff)
    assert worker(lambda: actions.apply_import(accepted.pk), 40) == signal.SIGKILL
    assert actions.apply_import(other.pk)
    assert not actions.apply_import(accepted.pk)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.why_not) == ("changed", actions.LOOK_AGAIN)
    assert (Provider.objects.count(), Contact.objects.count()) == (3, 4)
