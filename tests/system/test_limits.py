"""How long the portal waits for PostgreSQL: the server's limits, and the client's own for a server that hangs."""

import time

import pytest
from django.db import OperationalError, connection, connections
from django.test import RequestFactory

from chaportal.celery import limit_waiting
from chaportal.middleware import DatabaseLimitMiddleware
from chaportal.postgresql import limits


@pytest.fixture
def process():
    """A function: this process does this kind of work."""
    yield limits.use
    limits.use(limits.UNLIMITED)


@pytest.fixture
def fresh(db):
    """A function: what a connection made now answers to one statement."""
    made = []

    def ask(statement):
        another = connections.create_connection("default")
        another.settings_dict = connection.settings_dict
        made.append(another)
        with another.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    yield ask
    for each in made:
        each.close()


SHOWN = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (limits.PAGE, ["5s", "3s", "30s"]),
        (limits.JOB, ["2min", "30s", "5min"]),
        (limits.UNLIMITED, ["0", "0", "0"]),
    ],
)
def test_each_kind_of_work_has_its_limits_in_the_server(process, fresh, kind, values):
    process(kind)
    assert [fresh(f"SHOW {name}") for name in SHOWN] == values


def test_a_command_by_hand_such_as_a_migration_has_none():
    assert (limits.current(), limits.left()) == (limits.UNLIMITED, None)


def test_a_worker_has_those_of_a_job(process):
    limit_waiting()
    assert limits.current() == limits.JOB


def test_the_client_s_wait_ends_by_itself_and_the_next_connection_works(fresh):
    began = time.monotonic()
    with limits.within(0.3), pytest.raises(OperationalError, match="did not answer in time"):
        fresh("SELECT pg_sleep(20)")
    assert time.monotonic() - began < 2
    assert fresh("SELECT 1") == 1


def test_all_statements_of_a_page_share_its_time(process, fresh, monkeypatch):
    monkeypatch.setattr(limits, "PAGE", limits.Limits(wait=1.0))
    process(limits.PAGE)
    slept = []

    def page(request):
        for _ in range(20):
            fresh("SELECT pg_sleep(0.15)")
            slept.append(1)

    with pytest.raises(OperationalError, match="did not answer in time"):
        DatabaseLimitMiddleware(page)(RequestFactory().get("/"))
    assert 3 <= len(slept) <= 7
    assert limits.left() == 1.0, "the next page has its own"


def test_a_shorter_time_inside_a_page_never_makes_it_longer():
    with limits.within(3):
        with limits.within(10):
            assert limits.left() <= 3
        with limits.within(1):
            assert limits.left() <= 1
        assert 2 < limits.left() <= 3
