"""The name of this module and of its class are Django's: see "Subclassing the built-in database backends"."""

import time
from types import SimpleNamespace

import psycopg
from django.db.backends.postgresql import base

from chaportal.postgresql import limits

# Pages ask for hundreds of rows with a dozen subqueries each: PostgreSQL expects so much work of them that it would
# compile each statement anew, for longer than it runs (its manual, "When to JIT?").
NO_JIT = "-c jit=off"


class NoAnswer(psycopg.OperationalError):
    """PostgreSQL did not answer in time, and the connection is closed: what it was to do may be done or not."""


class Connection(psycopg.Connection):
    """Every exchange with the server goes through `wait`."""

    def wait(self, gen, interval=0.1, timeout=None):
        if timeout is not None:  # psycopg's own, for what may end without an answer
            return super().wait(gen, interval, timeout)
        began = time.monotonic()
        try:
            return super().wait(gen, interval, limits.left())
        except psycopg.errors._WaitTimeout as fault:
            self.close()
            raise NoAnswer("PostgreSQL did not answer in time.") from fault
        finally:
            limits.spend(time.monotonic() - began)


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})

    def get_connection_params(self):
        params = super().get_connection_params()
        options = f"{params.get('options', '')} {NO_JIT} {limits.current().options}".strip()
        return {**limits.SOCKET, **params, "options": options}

    def is_usable(self):
        with limits.within(limits.STILL_THERE):
            return super().is_usable()
