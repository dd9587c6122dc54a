"""Asking a worker to do something now. Redis is only the task queue: what there is to do stands in PostgreSQL."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
SILENT_FOR = 10  # seconds for which no worker is asked after a broker did not answer
_silent_until = 0.0
_workers_are_up = ContextVar("workers_are_up", default=True)


def enqueue(task: str, *args) -> None:
    """Ask for a task by its name. When the broker is away nothing is lost: a scheduled sweep does it later."""
    global _silent_until
    if not _workers_are_up.get() or time.monotonic() < _silent_until:
        return
    try:
        current_app.send_task(task, list(args))
    except OperationalError:
        # One who hangs costs each ring a second: a page that queues forty mails must not pay for all of them.
        _silent_until = time.monotonic() + SILENT_FOR
        logger.warning("The broker is away; the sweep will do %s%s.", task, args)


def enqueue_after_commit(task: str, *args) -> None:
    """Ask for a task once what it is to find has been committed."""
    transaction.on_commit(partial(enqueue, task, *args))


@contextmanager
def before_workers() -> Iterator[None]:
    """Inside, nobody is asked: data is loaded before broker and workers start, and their first sweep finds it."""
    token = _workers_are_up.set(False)
    try:
        yield
    finally:
        _workers_are_up.reset(token)
