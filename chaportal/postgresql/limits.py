"""How long the portal waits for PostgreSQL, by kind of work. Without Django or a database.

PostgreSQL ends what takes too long while it is well. When its process hangs, only we can: so the client's own wait has
an end too, a little later than the server's. libpq's settings for sockets do not help there, as the kernel of a hanging
server still acknowledges, and a Unix socket has none.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """All in seconds; None: no limit. `wait` is the client's: of a page for all its statements together."""

    statement: int | None = None
    lock: int | None = None
    idle_in_transaction: int | None = None
    wait: float | None = None

    @property
    def options(self) -> str:
        """As libpq's parameter `options` takes them; PostgreSQL counts in milliseconds."""
        named = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle_in_transaction,
        }
        return " ".join(f"-c {name}={seconds * 1000}" for name, seconds in named.items() if seconds)


UNLIMITED = Limits()  # migrations, backups and other commands by hand
PAGE = Limits(statement=5, lock=3, idle_in_transaction=30, wait=6)
JOB = Limits(statement=120, lock=30, idle_in_transaction=300, wait=130)  # below CELERY_TASK_TIME_LIMIT

# To make a connection, whatever for; and to say that one which was kept still works.
CONNECT = 2
STILL_THERE = 2
# Of a server that vanished from the network: notice within half a minute.
SOCKET = {
    "connect_timeout": CONNECT,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}

_of_process = UNLIMITED
_left: ContextVar[float | None] = ContextVar("left", default=None)


def use(limits: Limits) -> None:
    """Say once what kind of work this process does; what is connected later obeys."""
    global _of_process
    _of_process = limits


def current() -> Limits:
    return _of_process


def left() -> float | None:
    """How many seconds the next wait may take."""
    seconds = _left.get()
    return _of_process.wait if seconds is None else max(seconds, 0.01)


def spend(seconds: float) -> None:
    """Take a wait off what is left."""
    if (before := _left.get()) is not None:
        _left.set(before - seconds)


@contextmanager
def within(seconds: float | None) -> Generator[None]:
    """Let all waits inside the block take so many seconds together, or what is left if that is less."""
    before = _left.get()
    shorter = [limit for limit in (seconds, before) if limit is not None]
    token = _left.set(min(shorter) if shorter else None)
    began = time.monotonic()
    try:
        yield
    finally:
        _left.reset(token)
        spend(time.monotonic() - began)
