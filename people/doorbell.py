"""Asking a worker to do something now. Redis is only the doorbell: what there is to do stands in PostgreSQL."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
_workers_are_up = ContextVar("workers_are_up", default=True)


def ring(task: str, *args) -> None:
    """Ask for a task by its name. When the broker is away nothing is lost: a scheduled sweep does it later."""
    if not _workers_are_up.get():
        return
    try:
        current_app.send_task(task, list(args))
    except OperationalError:
        logger.warning("The broker is away; the sweep will do %s%s.", task, args)


def ring_after_commit(task: str, *args) -> None:
    """Ask for a task once what it is to find has been committed."""
    transaction.on_commit(partial(ring, task, *args))


@contextmanager
def before_workers() -> Iterator[None]:
    """Inside, nobody is asked: data is loaded before broker and workers start, and their first sweep finds it."""
    token = _workers_are_up.set(False)
    try:
        yield
    finally:
        _workers_are_up.reset(token)
