"""What a person sees when something is wrong."""

import sys

import pytest
from django.db import OperationalError
from django.test import Client

from chaportal.logs import Formatter


@pytest.fixture
def forgiving():
    """A client that shows the error page instead of raising."""
    return Client(raise_request_exception=False)


def broken(*args, **kwargs):
    raise OperationalError("connection refused at 10.0.0.1 for user portal")


def test_without_a_database_there_is_a_plain_503(forgiving, monkeypatch, db):
    monkeypatch.setattr("publishing.models.Edition.objects.public", broken)
    page = forgiving.get("/press/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert b"Back in a minute" in page.content
    assert b"10.0.0.1" not in page.content


def test_a_fault_of_ours_is_a_plain_500_without_a_trace(forgiving, monkeypatch, db):
    monkeypatch.setattr("publishing.models.Edition.objects.public", lambda: 1 / 0)
    page = forgiving.get("/press/")
    assert page.status_code == 500
    assert b"Something went wrong" in page.content
    assert b"ZeroDivisionError" not in page.content


def test_a_page_that_is_not_there_says_what_to_do(client, db):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert b"start again from the home page" in page.content


def test_a_form_without_its_token_says_what_to_do(owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    page = client.post("/homes/add/", {"urn": "1"})
    assert page.status_code == 403
    assert b"we have not kept what you typed" in page.content


def test_too_many_wrong_passwords_are_stopped(client, owner):
    for _ in range(12):
        page = client.post("/accounts/login/", {"login": owner.email, "password": "wrong wrong wrong"})
    assert page.status_code == 429 or b"Too many wrong passwords" in page.content
    right = client.post("/accounts/login/", {"login": owner.email, "password": "correct horse battery"})
    assert right.status_code != 302


def test_a_refusal_is_one_line_in_the_log(owner, caplog, client):
    client.force_login(owner)
    assert client.get("/staff/people/").status_code == 403
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert record.exc_info
    assert Formatter("{levelname} {message}", style="{").format(record).splitlines() == [
        "WARNING Forbidden (Permission denied): /staff/people/"
    ]
    assert record.exc_info, "other handlers keep it"


@pytest.mark.parametrize("address", ["/press/?q=%00", "/press/?topic=a%00b", "/policy/?q=%00", "/press/%00/"])
def test_a_nul_in_an_address_is_answered_like_any_wrong_address(client, db, address):
    assert client.get(address).status_code == 404


def test_a_log_line_quotes_no_row():
    said = "duplicate key\nDETAIL:  Key (email)=(someone@canary.example) already exists."
    try:
        raise ValueError(said)
    except ValueError:
        line = Formatter().formatException(sys.exc_info())
    assert "in test_a_log_line_quotes_no_row" in line
    assert line.endswith("builtins.ValueError")
    assert "canary" not in line


def test_a_page_for_one_reader_is_kept_by_no_cache(client, owner):
    client.force_login(owner)
    for address in ("/dashboard/", "/membership/", "/consultations/", "/accounts/email/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]
    assert "no-store" not in client.get("/press/").headers.get("Cache-Control", "")
