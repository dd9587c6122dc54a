"""The Celery application. What runs when stands in `chaportal/schedule.py`."""

import os

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

from chaportal.postgresql import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaportal.settings")

app = Celery("chaportal")
app.set_default()  # for every thread, not only the one that imports this
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def limit_waiting(**signal) -> None:
    """Before a worker forks: what it does in the background may wait for the database as a job may."""
    limits.use(limits.JOB)


def ask_only() -> None:
    """For a process that serves pages: it asks for work and does none, so it need not wait long for the broker.

    A worker must: its own question to the broker is answered only when there is work.
    """
    app.conf.broker_transport_options = {**app.conf.broker_transport_options, "socket_timeout": 1}


@setup_logging.connect
def leave_logging_alone(**kwargs):
    """Celery would put handlers of its own in place of those of the settings, which say what a line may hold."""
