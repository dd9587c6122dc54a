"""Work in the background: who is asked, what runs when, and what happens while the broker is away."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs import task_queue
from jobs.models import JobRun
from jobs.retry import save_failure
from jobs.runs import jobs, recorded
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.tasks import clear_sessions
from tests.conftest import make_person


def test_every_thread_rings_our_broker():
    seen = []
    thread = threading.Thread(target=lambda: seen.append((current_app.main, current_app.conf.broker_url)))
    thread.start()
    thread.join()
    assert seen == [("chaportal", settings.CELERY_BROKER_URL)]


def test_every_scheduled_task_is_there(db):
    current_app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(current_app.tasks)


def test_a_broker_that_is_away_costs_a_person_nothing(monkeypatch):
    asked = []

    def away(*args, **kwargs):
        asked.append(args)
        raise OperationalError

    monkeypatch.setattr("jobs.task_queue.current_app.send_task", away)
    for _ in range(40):
        task_queue.enqueue("outbox.tasks.send_outbox")
    assert len(asked) == 1, "a broker that hangs costs one wait, not one for each mail"
    monkeypatch.setattr("jobs.task_queue._silent_until", 0.0)
    task_queue.enqueue("outbox.tasks.send_outbox")
    assert len(asked) == 2


def test_before_workers_are_up_nobody_is_asked(monkeypatch, db, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda name, args: asked.append(name))
    with task_queue.before_workers(), django_capture_on_commit_callbacks(execute=True):
        task_queue.enqueue_after_commit("outbox.tasks.send_outbox")
    assert asked == []
    task_queue.enqueue("outbox.tasks.send_outbox")
    assert asked == ["outbox.tasks.send_outbox"]


def test_a_job_that_ran_is_kept_with_what_it_did(db):
    clear_sessions()
    run = JobRun.objects.get()
    assert (run.name, run.outcome, run.finished_at is not None) == (
        "clear-sessions",
        "done, 0 old rows forgotten",
        True,
    )


def test_a_job_that_failed_is_kept_too(db):
    try:
        with recorded("breaks"):
            raise KeyError("secret words")
    except KeyError:
        pass
    run = JobRun.objects.get()
    assert (run.outcome, run.failed) == ("failed: KeyError", True), "the words of a fault may be private"


def job(name):
    return next(job for job in jobs() if job.name == name)


def ran(name, at, **fields):
    """A run at an hour of the past, that took a second."""
    run = JobRun.objects.create(name=name, **{"finished_at": at, "outcome": "done", **fields})
    JobRun.objects.filter(pk=run.pk).update(started_at=at)


def test_a_job_that_did_not_run_in_its_time_is_late_and_stands_first(db):
    night = datetime(2026, 11, 27, 3, 10, tzinfo=UTC)  # when clear-sessions is due
    with time_machine.travel(night + timedelta(hours=1), tick=False):
        ran("clear-sessions", night)
        ran("delete-old-sheets", night - timedelta(hours=20))
        assert not job("clear-sessions").is_late
        assert job("delete-old-sheets").is_late, "due at 3:40, and it is 4:10"
    with time_machine.travel(night + timedelta(hours=24, minutes=9), tick=False):
        assert not job("clear-sessions").is_late, "within the grace"
    with time_machine.travel(night + timedelta(hours=24, minutes=11), tick=False):
        assert job("clear-sessions").is_late
        late = [each.is_late for each in jobs()]
        assert late == sorted(late, reverse=True)


def test_a_job_that_fails_each_time_is_late(db):
    now = timezone.now()
    ran("send-outbox", now - timedelta(hours=1))
    ran("send-outbox", now, failed=True, outcome="failed: KeyError")
    assert job("send-outbox").is_late


def test_a_job_killed_half_way_is_late_and_the_next_run_says_what_became_of_it(db):
    """What `kill -9` leaves: a run without an end."""
    now = timezone.now()
    ran("clear-sessions", now - timedelta(days=3))
    ran("clear-sessions", now - timedelta(days=1), finished_at=None, outcome="")
    assert job("clear-sessions").is_late
    clear_sessions()
    assert not job("clear-sessions").is_late
    assert JobRun.objects.filter(outcome="did not finish: its worker was stopped", failed=True).count() == 1


def test_a_job_that_never_ran_is_late_from_its_first_time_after_the_installation(db, monkeypatch):
    monkeypatch.setattr("jobs.runs._installed_at", lambda: timezone.now() - timedelta(days=2))
    assert all(each.is_late for each in jobs())
    monkeypatch.setattr("jobs.runs._installed_at", timezone.now)
    assert not any(each.is_late for each in jobs())


def test_quiet_runs_of_a_job_are_kept_as_one_and_others_all(db):
    for outcome in ("0 sent", "0 sent", "2 sent", "0 sent", "0 sent"):
        with recorded("send-outbox") as run:
            run.outcome = outcome
    assert list(JobRun.objects.values_list("outcome", flat=True)) == ["0 sent", "2 sent"]


def test_the_system_page_shows_what_is_late_and_how_long_the_oldest_waits(signed_in, owner):
    queue_email(key="test:1", user=owner, subject="Hello", text="Words")
    OutboxMessage.objects.update(created_at=datetime(2026, 6, 4, 8, 30, tzinfo=UTC))
    ran("send-outbox", timezone.now() - timedelta(hours=1))
    client = signed_in(make_person("admin@association.example", "administrator"))
    page = client.get("/system/").content.decode()
    assert "4 June 2026, 9:30am BST" in page
    assert "Send mails <span" in page
    first = client.get("/dashboard/").content.decode()
    assert "Late: Send mails" in first
    assert "Mails to be sent: 1, the oldest since 4 June 2026" in first
    assert first.count('href="/system/"') == 2, "in the navigation, and below the section"


def test_a_job_can_be_run_now(signed_in, db, monkeypatch, django_capture_on_commit_callbacks):
    enqueued = []
    monkeypatch.setattr("jobs.task_queue.enqueue", lambda *asked: enqueued.append(asked))
    client = signed_in(make_person("admin@association.example", "administrator"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/system/jobs/clear-files/run/")
    assert enqueued == [("publishing.tasks.clear_files",)]
    assert client.post("/system/jobs/no-such-job/run/").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_system_page_takes_the_same_queries_for_any_number(signed_in, owner, count, django_assert_num_queries):
    for number in range(count):
        notice = queue_email(key=f"test:{number}", user=owner, subject="Hello", text="Words")
        save_failure("send-outbox", notice, KeyError())
    client = signed_in(make_person("admin@association.example", "administrator"))
    client.get("/system/")
    with django_assert_num_queries(14):
        client.get("/system/")


# A process of its own, on this test's database, that is killed in the middle of a job.
KILLED = """
import django
django.setup()
import time
from django.db import connection
connection.settings_dict["NAME"] = "{database}"
from jobs.runs import recorded
with recorded("clear-files"):
    print("half-way", flush=True)
    time.sleep(60)
"""


@pytest.mark.django_db(transaction=True)
def test_a_job_killed_with_signal_9_in_the_middle_is_late_and_not_taken_for_done():
    ran("clear-files", timezone.now() - timedelta(days=2))
    program = KILLED.format(database=connection.settings_dict["NAME"])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "chaportal.settings"}
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline() == b"half-way\n"
        worker.send_signal(signal.SIGKILL)
    run = JobRun.objects.latest("pk")
    assert (run.name, run.finished_at, run.failed) == ("clear-files", None, False)
    assert job("clear-files").is_late
    assert job("clear-files").last == run
