"""Whole installations, each with a PostgreSQL database and a folder of files of its own."""

import secrets
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection, connections
from django.test import override_settings

from tests import world as worlds


def pytest_itemcollected(item):
    """The tests' database is made for these too: installations are copied from it."""
    item.add_marker(pytest.mark.django_db)


@pytest.fixture
def _django_db_helper():
    """Takes the place of pytest-django's: installations have their own databases, and what is written is committed."""


@contextmanager
def at_server(database: str = "postgres"):
    """A connection of its own to a database: without its name, to no installation's."""
    parameters = connection.get_connection_params() | {"dbname": database}
    with psycopg.connect(**parameters, autocommit=True) as server:
        yield server


@contextmanager
def moved_to(database: str):
    """The portal runs on another database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def new_database(*, template: str = "template0"):
    name = f"chaportal_test_{secrets.token_hex(4)}"
    with at_server() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield name
    finally:
        with at_server() as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _tables(django_db_setup, django_db_blocker):
    """A database as migrations make it, that no test writes to."""
    with django_db_blocker.unblock():
        source = connection.settings_dict["NAME"]
        connection.close()
        with new_database(template=source) as name:
            yield name


@pytest.fixture(scope="package")
def installation(_tables, django_db_blocker, tmp_path_factory):
    """The world's people, homes, texts and files, committed, in an installation that the tests of this folder share."""
    folder = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("installation")))
    with django_db_blocker.unblock(), new_database(template=_tables) as name, moved_to(name), folder:
        yield worlds.build()


@contextmanager
def empty_installation(folder: Path):
    """The alias of an empty database, and an empty storage."""
    with new_database() as name:
        connections.databases[name] = connection.settings_dict | {"NAME": name}
        yield {"using": name, "storage": FileSystemStorage(location=folder)}
        connections[name].close()
        del connections[name]
        del connections.databases[name]


@pytest.fixture
def empty(installation, tmp_path):
    with empty_installation(tmp_path / "restored") as made:
        yield made


@pytest.fixture
def backups(tmp_path) -> Path:
    return tmp_path / "backups"
