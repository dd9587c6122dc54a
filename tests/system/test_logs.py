"""No log holds a key, a headline before its time, or a private value, least of all when something fails."""

import io
import logging
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
import yaml
from celery import signals
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, TestCase
from django.urls import reverse

from chaportal import embedded
from chaportal.celery import leave_logging_alone
from chaportal.logs import Formatter, route_of
from homes.models import HomeFacts
from people.middleware import HistoryMiddleware
from tests import world
from tests.system import matrix

METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "POST"]


@pytest.fixture
def line():
    """A function: what the log says of an exception that some code raises."""

    def logged(code, *args, message="Failed", **extra) -> str:
        out = io.StringIO()
        handler = logging.StreamHandler(out)
        handler.setFormatter(Formatter())
        logger = logging.Logger("test")
        logger.addHandler(handler)
        try:
            code()
        except Exception:
            logger.exception(message, *args, extra=extra)
        return out.getvalue()

    return logged


class FailingRequestsTest(TestCase):
    """Every address of the portal, asked for in ways that fail, with its keys and headlines in the address."""

    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()

    def setUp(self):
        self.out = io.StringIO()
        handler = logging.StreamHandler(self.out)
        handler.setFormatter(Formatter("{levelname} {name} {message}", style="{"))
        root, level = logging.getLogger(), logging.getLogger().level
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        self.addCleanup(root.removeHandler, handler)
        self.addCleanup(root.setLevel, level)

    def addresses(self) -> set[str]:
        own = {reverse(page.name, args=page.arguments(self.world)) for page in matrix.PAGES}
        unknown = {f"/press/canary-scheduled/{rest}" for rest in ("nothing/", "versions/x/")}
        reset = {"/accounts/password/reset/key/1-CANARYKEY-0123/", "/accounts/confirm-email/CANARYKEY/"}
        return own | {*matrix.public_addresses(self.world).values(), *matrix.NOT_YET_PUBLIC, *unknown, *reset}

    def secrets(self) -> list[str]:
        keys = [self.world.token, self.world.preview_token, self.world.calendar_token, "CANARYKEY"]
        return [*keys, "canary-scheduled", "canary-embargoed", "canary-response", "CANARY-UPCOMING", "CANARY"]

    def check(self):
        said = self.out.getvalue()
        assert [secret for secret in self.secrets() if secret.lower() in said.lower()] == []
        return said

    @pytest.mark.slow
    def test_odd_methods_forged_forms_wrong_hosts_and_slips_of_the_finger(self):
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        client.force_login(self.world.people["press"])
        referer = {"Referer": f"https://testserver/preview/{self.world.preview_token}/"}
        for address in sorted(self.addresses()):
            for method in METHODS:
                client.generic(method, address)
            client.post(address, {"title": "CANARY-TYPED"}, headers=referer, secure=True)
            client.get(address, headers={"Host": "elsewhere.example"})
            client.get(f"{address.rstrip('/')}x")
        said = self.check()
        assert "Method Not Allowed" in said
        assert "Forbidden" in said
        assert "Not Found" in said
        assert "/invitations/<str:token>/" in said

    def test_exceptions_that_quote_what_they_choked_on(self):
        views = ("publishing.views.previews.actions.open_preview", "people.models.role.InvitationQuerySet.of_token")
        client = Client(raise_request_exception=False)
        for address in (f"/preview/{self.world.preview_token}/", f"/invitations/{self.world.token}/"):
            with patch(views[0], side_effect=_quoting), patch(views[1], side_effect=_quoting):
                assert client.get(address).status_code == 500
        said = self.check()
        assert "builtins.ValueError" in said
        assert "in preview_read" in said


def _quoting(*args, **kwargs):
    raise ValueError(f"CANARY cannot be {args} {kwargs}")


@pytest.mark.django_db
def test_a_constraint_s_error_says_its_name_and_no_value(line):
    def two_rows():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_user (email, name, password, is_active, created_at)"
                " SELECT 'canary@example.org', 'CANARY', '', true, now() FROM generate_series(1, 2)"
            )

    said = line(two_rows)
    assert "UniqueViolation 23505 people_user_email" in said
    assert "canary" not in said.lower()

    def no_number():
        with transaction.atomic():
            HomeFacts.objects.raw("SELECT * FROM homes_homefacts WHERE home_id = 'CANARY'")[0]

    said = line(no_number)
    assert "22P02" in said
    assert "CANARY" not in said


def test_a_failing_job_says_neither_its_arguments_nor_its_exception_s_words(line):
    told = ("exc", "return_value", "args", "kwargs", "traceback")
    context = {"name": "outbox.tasks.send_outbox", "id": "1", **dict.fromkeys(told, "CANARY")}
    message = "Task %(name)s[%(id)s] raised unexpected: " + " ".join(f"%({name})s" for name in told)
    said = line(_quoting, context, message=message)
    assert "Task outbox.tasks.send_outbox[1] raised unexpected: … … … … …" in said
    assert "builtins.ValueError" in said
    assert "CANARY" not in said


def test_an_exception_is_told_with_what_it_came_from_and_without_what_was_set_aside(line):
    def fails(again):
        try:
            _quoting()
        except ValueError as first:
            again(first)

    def in_the_middle(first):
        raise KeyError("CANARY")

    def from_it(first):
        raise KeyError("CANARY") from first

    def from_none(first):
        raise KeyError("CANARY") from None

    for again, told in ((in_the_middle, True), (from_it, True), (from_none, False)):
        said = line(lambda again=again: fails(again))
        assert "builtins.KeyError" in said
        assert ("builtins.ValueError" in said) is told
        assert "CANARY" not in said


def test_a_record_is_left_as_it_is_and_what_another_formatter_wrote_is_not_repeated():
    fault = ValueError("CANARY")
    record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "At %s", ("/preview/SECRET/",), (ValueError, fault, None))
    record.exc_text = "CANARY"
    said = Formatter().format(record)
    assert "CANARY" not in said
    assert "SECRET" not in said
    assert (record.args, record.exc_text) == (("/preview/SECRET/",), "CANARY")


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/preview/SECRET/", "/preview/<str:token>/"),
        ("https://portal.example/calendars/SECRET.ics?x=1", "/calendars/<str:token>.ics"),
        ("/unsubscribe/SECRET/", "/unsubscribe/<str:token>/"),
        ("/press/a-headline/wrong", "(an address that is none of ours)"),
        ("https://portal.example", "/"),
    ],
)
def test_an_address_is_logged_as_its_route(address, route):
    assert route_of(address) == route


@pytest.mark.django_db(transaction=True)
def test_the_database_s_own_log_holds_no_row_statement_or_parameter():
    log = Path(embedded.data_folder(), "postgres", "log")
    written_before = log.stat().st_size  # by a server that was started before it was told to be quiet, perhaps
    failing = [
        ("INSERT INTO people_user (email, name) VALUES (%s, %s)", ["CANARY-ROW", "CANARY-ROW"]),
        ("SELECT %s::int", ["CANARY-CAST"]),
        ("SELECT 'CANARY-SYNTAX' FROM FROM", []),
        ("DO $$ BEGIN RAISE EXCEPTION 'CANARY-RAISED'; END $$", []),
        ("DO $$ BEGIN RAISE WARNING 'CANARY-WARNED'; END $$", []),
    ]
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as own:
        for statement, parameters in failing:
            try:
                own.execute(statement, parameters)
            except psycopg.Error:
                own.rollback()
        settings_kept = dict(own.execute("SELECT name, setting FROM pg_settings").fetchall())
    assert {name: settings_kept[name] for name in embedded.QUIET_LOG} == embedded.QUIET_LOG
    assert b"CANARY" not in log.read_bytes()[written_before:]


def test_compose_tells_the_database_and_redis_the_same():
    services = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
    said = dict(part.split("=", 1) for part in services["postgres"]["command"].split() if "=" in part)
    assert said == embedded.QUIET_LOG | {"max_locks_per_transaction": "256"}
    assert "loglevel" not in services["redis"]["command"]
    assert "access" not in (settings.BASE_DIR / "Dockerfile").read_text()


def test_celery_leaves_the_handlers_of_the_settings_in_place():
    assert any(receiver() is leave_logging_alone for _, receiver in signals.setup_logging.receivers)


def test_history_keeps_the_route_and_no_key(rf):
    request = rf.post("/invitations/SECRET/")
    assert HistoryMiddleware(lambda request: None).get_context(request)["url"] == "/invitations/<str:token>/"
