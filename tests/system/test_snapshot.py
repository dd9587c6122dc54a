"""What is made once a process stands in each test as it was made, and brings nothing of another."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from members.models import ReminderRule
from people.models import Provider
from tests import world
from tests.conftest import make_provider
from tests.snapshot import Snapshot, _rows
from tests.undoing import undone


@pytest.fixture
def letter(settings, tmp_path):
    """A file that is made too."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "letter"


@pytest.fixture
def made(letter):
    """When something was made, and what makes it."""
    times = []

    def make():
        times.append(timezone.now())
        letter.write_bytes(b"Words")
        return [make_provider("Hazel Bank Care Ltd")]

    return times, Snapshot(make)


def test_later_tests_have_the_same_rows_with_their_history_though_it_is_made_once(made, db):
    times, snapshot = made
    with undone():
        snapshot()
        first = _rows(connection)
    assert not Provider.objects.exists()
    with undone():
        snapshot()
        assert _rows(connection) == first
    assert first["people_provider"]
    assert first["people_providerevent"]
    assert len(times) == 1


def test_what_one_test_does_to_it_is_not_in_the_next(made, letter, db):
    _, snapshot = made
    with undone():
        [provider] = snapshot()
        provider.legal_name = "Another"
        provider.save()
        letter.unlink()
    [provider] = snapshot()
    assert provider.legal_name == Provider.objects.get().legal_name == "Hazel Bank Care Ltd"
    assert letter.read_bytes() == b"Words"


def test_rows_of_the_test_that_made_it_do_not_come_along(made, db):
    times, snapshot = made
    with undone():
        make_provider("Larkfield Limited")
        snapshot()
    snapshot()
    assert [provider.legal_name for provider in Provider.objects.all()] == ["Hazel Bank Care Ltd"]
    assert len(times) == 2


def test_rows_that_migrations_made_do_not_keep_it_from_being_made_once(db):
    assert ReminderRule.objects.exists()
    times = []

    def make():
        times.append(timezone.now())
        return ReminderRule.objects.create(
            about="term", when="before", days=99, roles=["owner"], subject="Soon", text="Soon"
        )

    snapshot = Snapshot(make)
    with undone():
        snapshot()
        first = _rows(connection)
    snapshot()
    assert _rows(connection) == first
    assert len(times) == 1


def test_what_changed_a_migration_s_row_is_made_each_time(db):
    snapshot = Snapshot(lambda: ReminderRule.objects.update(subject="Ours"))
    with undone():
        snapshot()
    assert snapshot() == ReminderRule.objects.filter(subject="Ours").count() > 0


def test_the_world_is_made_once_a_process(db):
    """It took two seconds of each test that rests on it while a migration's rows were taken for another test's."""
    with undone():
        world.ready()
    assert world.ready.hour


def test_it_is_made_anew_in_another_hour(made, db):
    times, snapshot = made
    with undone():
        snapshot()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        snapshot()
    assert len(times) == 2


def test_triggers_work_again_afterwards(made, db):
    _, snapshot = made
    with undone():
        snapshot()
    snapshot()
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
