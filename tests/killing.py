"""A process of its own that dies by SIGKILL at a moment that a test chooses."""

import os
import signal
from collections.abc import Callable
from contextlib import contextmanager

from django.db import connection


@contextmanager
def killed_at(statement: int):
    """Inside, the process dies by SIGKILL before a statement or a commit, counted from one."""
    left = [statement]

    def count(execute, *args):
        _tick(left)
        return execute(*args)

    commit = connection.connection.commit
    connection.connection.commit = lambda: (_tick(left), commit())
    with connection.execute_wrapper(count):
        yield


def _tick(left: list[int]) -> None:
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def worker(work: Callable[[], object], dies_at: int) -> int:
    """Do something in a process that dies on the way; gives the signal that ended it, 0 for none."""
    child = os.fork()
    if child == 0:
        try:
            connection.connection = None  # the parent's: this process has one of its own
            connection.ensure_connection()
            with killed_at(dies_at):
                work()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])
