"""Work in the background: who is asked, what runs when, and what happens while the broker is away."""

import threading

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from people import doorbell
from people.jobs import recorded
from people.models import JobRun
from people.tasks import clear_sessions


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
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("people.doorbell.current_app.send_task", away)
    doorbell.ring("people.tasks.send_notices")


def test_before_workers_are_up_nobody_is_asked(monkeypatch, db, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr("people.doorbell.current_app.send_task", lambda name, args: asked.append(name))
    with doorbell.before_workers(), django_capture_on_commit_callbacks(execute=True):
        doorbell.ring_after_commit("people.tasks.send_notices")
    assert asked == []
    doorbell.ring("people.tasks.send_notices")
    assert asked == ["people.tasks.send_notices"]


def test_a_job_that_ran_is_kept_with_what_it_did(db):
    clear_sessions()
    run = JobRun.objects.get()
    assert (run.name, run.outcome, run.finished_at is not None) == ("clear-sessions", "done", True)


def test_a_job_that_failed_is_kept_too(db):
    try:
        with recorded("breaks"):
            raise KeyError("secret words")
    except KeyError:
        pass
    assert JobRun.objects.get().outcome == "failed: KeyError", "the words of a fault may be private"
