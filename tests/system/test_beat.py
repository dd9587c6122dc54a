"""What asks for the scheduled jobs: it forgets none while it is away, keeps no file, and does not end unseen."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import OperationalError

from chaportal.beat import Scheduler
from chaportal.processes import PartStopped, Processes
from jobs.models import JobRun

MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # clear-sessions runs at ten past three
NIGHTLY = "clear-sessions"


@pytest.fixture
def at_nine():
    with time_machine.travel(MORNING, tick=False):
        yield


def due() -> set[str]:
    entries = Scheduler(app=current_app).schedule.values()
    return {entry.name for entry in entries if entry.is_due().is_due}


def ran(name: str, at: datetime) -> None:
    run = JobRun.objects.create(name=name)
    JobRun.objects.filter(pk=run.pk).update(started_at=at)


@pytest.mark.parametrize(("ago", "is_due"), [(timedelta(hours=7), True), (timedelta(hours=5), False)])
def test_a_night_that_was_missed_is_caught_up_at_the_start(db, at_nine, ago, is_due):
    ran(NIGHTLY, MORNING - timedelta(days=3))
    ran(NIGHTLY, MORNING - ago)
    assert (NIGHTLY in due()) is is_due


def test_a_job_that_never_ran_counts_from_the_installation(db, at_nine, monkeypatch):
    for installed, is_due in ((MORNING - timedelta(hours=7), True), (MORNING - timedelta(hours=5), False)):
        monkeypatch.setattr("jobs.runs._installed_at", lambda at=installed: at)
        assert (NIGHTLY in due()) is is_due


def test_without_a_database_it_begins_now(db, at_nine, monkeypatch, caplog):
    def away():
        raise OperationalError("a row's words")

    monkeypatch.setattr("chaportal.beat.last_runs", away)
    scheduler = Scheduler(app=current_app)
    assert set(scheduler.schedule) >= set(settings.CELERY_BEAT_SCHEDULE)
    assert not due()
    assert "begins now: OperationalError" in caplog.text
    assert "a row's words" not in caplog.text


def test_it_leaves_a_sign_of_life_where_one_is_wanted(db, tmp_path, settings):
    settings.BEAT_HEARTBEAT_FILE = str(tmp_path / "heartbeat")
    scheduler = Scheduler(app=current_app)
    scheduler.schedule.clear()
    assert scheduler.tick() > 0
    assert (tmp_path / "heartbeat").exists()


def test_celery_takes_ours():
    assert current_app.conf.beat_scheduler == f"{Scheduler.__module__}:{Scheduler.__name__}"


@pytest.fixture
def processes(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA", str(tmp_path))
    made = Processes(log="parts.log")
    yield made
    for child in made.children.values():
        child.kill()
        child.wait()


@pytest.mark.parametrize("wait", [Processes.wait_until_ready, Processes.wait_for_an_end])
def test_a_part_that_ends_stops_the_rest_and_is_named(processes, wait):
    processes.start("The worker", "-c", "import time; time.sleep(60)")
    processes.start("Beat", "-c", "pass")
    with pytest.raises(PartStopped, match=r"Beat stopped by itself.*parts\.log"):
        wait(processes)


def test_beat_is_a_process_of_its_own_so_that_its_end_is_seen(processes, monkeypatch):
    parts = {}
    redis = subprocess.Popen(["sleep", "60"])
    monkeypatch.setattr("chaportal.embedded.start_redis", lambda stand_in: (redis, "Redis: redis-server"))
    monkeypatch.setattr(processes, "start", lambda part, *command: parts.update({part: command}))
    processes.start_all("manage.py", "runserver")
    assert "--beat" not in parts["The worker"]
    assert parts["Beat"][:5] == ("-m", "celery", "-A", "chaportal", "beat")
    assert processes.children["Redis"] is redis, "ended with the rest"


def test_compose_looks_at_the_sign_of_life():
    root = Path(settings.BASE_DIR)
    assert "BEAT_HEARTBEAT_FILE=/tmp/beat-heartbeat" in (root / "Dockerfile").read_text()
    assert "find /tmp/beat-heartbeat -mmin" in (root / "docker-compose.yml").read_text()
