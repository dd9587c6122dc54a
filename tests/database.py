"""The tests' database: a copy of a template, which is made once for each state of models and migrations.

A copy takes a fifth of a second, migrating five. The template's name is a digest of what decides its tables, so that
none is ever stale.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

# Migrations and what they import; models, whose permissions, content types and rights are made after migrating.
DECIDED_BY = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "encryption/*.py",
    "history/*.py",
    "chaportal/database_role.py",
    "chaportal/postgresql/*.py",
    "chaportal/settings.py",
    "uv.lock",
)
PREFIX = "template_chaportal_"
ONE_AT_A_TIME = 2026  # the number of a lock: of several workers one makes the template


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Stands in place of pytest-django's, which migrates."""
    name, template = connection.creation._get_test_db_name(), template_name(settings.BASE_DIR)
    with django_db_blocker.unblock():
        with _maintenance() as run:
            if template not in _databases(run):
                _make(run, template)
            run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _connect_to(name)
    connection.ops.sql_flush = _emptied
    yield
    with django_db_blocker.unblock(), _maintenance() as run:
        connection.close()
        run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def template_name(root: Path, patterns: Iterable[str] = DECIDED_BY) -> str:
    """What the template is called that fits the files in `root`."""
    digest = sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def _make(run, template: str) -> None:
    """Migrate a draft, which becomes the template when it is whole; templates of other states go."""
    for old in _databases(run):
        if old.startswith(PREFIX):
            run(f'DROP DATABASE "{old}" WITH (FORCE)')
    draft = connection.settings_dict["TEST"]["NAME"] = f"{template}_draft"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    run(f'ALTER DATABASE "{draft}" RENAME TO "{template}"')


def _databases(run) -> list[str]:
    return [name for (name,) in run("SELECT datname FROM pg_database")]


def _connect_to(name: str) -> None:
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _emptied(style, tables, **how) -> list[str]:
    """After a test that commits few tables hold rows, and TRUNCATE, with new files for all, takes ten times as long."""
    deleted = [f'DELETE FROM "{table}"' for table in tables]
    return ["SET LOCAL session_replication_role = replica", *deleted, "SET LOCAL session_replication_role = origin"]


@contextmanager
def _maintenance():
    """A function that runs a statement outside of any database of ours; one process at a time has it."""
    with connection._nodb_cursor() as cursor:

        def run(statement: str) -> list[tuple]:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

        run(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})")
        yield run
