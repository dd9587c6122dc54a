"""How much may be sent, by whom and to which page: decided before it is parsed."""

import logging
import sys
from inspect import isfunction, unwrap
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import multipartparser
from django.test import Client
from waitress.adjustments import Adjustments

from chaportal import web_worker
from members.models.application import SIGNER
from people.bodies import BEFORE_SIGN_IN, most_of_any
from tests.system.urls import patterns

APPS = tuple(settings.LAYERS)


@pytest.fixture
def unread(monkeypatch):
    """Parsing a body with files fails the test."""

    def parse(*args, **kwargs):
        raise AssertionError("the body was parsed")

    monkeypatch.setattr(multipartparser.MultiPartParser, "__init__", parse)


def file_of(size: int) -> dict:
    return {"file": SimpleUploadedFile("a.csv", b"a" * size)}


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accreditation/"])
def test_before_signing_in_a_large_body_is_refused_unread(db, unread, address):
    page = Client(enforce_csrf_checks=True).post(address, file_of(BEFORE_SIGN_IN + 1))
    assert page.status_code == 413
    assert b"takes 100.0\xc2\xa0KB at most" in page.content
    assert b"sign in again" in page.content


def test_a_page_for_those_who_signed_in_reads_nothing_of_anyone_else(db, unread):
    page = Client(enforce_csrf_checks=True).post("/homes/sheets/", file_of(100))
    assert (page.status_code, page.url) == (302, "/accounts/login/?next=/homes/sheets/")


def test_a_file_from_someone_who_may_not_send_it_is_refused_unread(owner, unread):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert client.post("/staff/register/add/", file_of(BEFORE_SIGN_IN + 1)).status_code == 403


def test_a_page_without_a_file_takes_two_megabytes(owner, unread):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    page = client.post("/homes/add/", file_of(settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
    assert page.status_code == 413
    assert b"takes 2.0\xc2\xa0MB at most" in page.content
    assert b"sign in again" not in page.content


def test_a_page_with_a_file_takes_what_a_file_may_have_and_no_more(owner):
    client = Client()
    client.force_login(owner)
    assert client.post("/homes/sheets/", file_of(settings.UPLOAD_MAX_BYTES)).status_code == 422
    page = client.post("/homes/sheets/", file_of(most_of_any()))
    assert page.status_code == 413
    assert b"takes 21.0\xc2\xa0MB at most" in page.content


def test_more_fields_or_files_than_any_form_has_are_refused_with_a_sentence(db):
    many = "a=&" * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)
    files = {f"f{number}": SimpleUploadedFile("a", b"a") for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)}
    for sent in ({"data": many, "content_type": "application/x-www-form-urlencoded"}, {"data": files}):
        page = Client().post("/accounts/login/", **sent)
        assert page.status_code == 413
        assert b"more fields or files than any of ours" in page.content


def test_every_view_whose_form_takes_a_file_says_so_and_whom_it_lets_in():
    for name, view in patterns():
        by_link = getattr(view, "takes_files_by", None)
        assert (getattr(view, "takes_files", False) or by_link is not None) is reads_files(unwrap(view)), name
        if reads_files(unwrap(view)):
            assert by_link or view.requires, name


def reads_files(view) -> bool:
    """Whether a view reads `request.FILES`, itself or through a function of its module."""
    if not isfunction(view) or not view.__module__.startswith(APPS):
        return False
    module = sys.modules[view.__module__]
    called = [getattr(module, name, None) for name in view.__code__.co_names]
    own = [each for each in called if isfunction(each) and each.__module__ == view.__module__]
    return any("FILES" in each.__code__.co_names for each in (view, *own))


@pytest.mark.parametrize(
    ("path", "is_whole"),
    [("/join/{}/evidence/", True), ("/join/{}/", False), ("/join/x{}/evidence/", False), ("/accounts/login/", False)],
)
def test_the_web_server_keeps_a_file_of_who_has_a_link_before_sign_in_and_no_other(path, is_whole):
    token = SIGNER.sign(uuid4().hex)
    request = web_worker.Request(Adjustments())
    head = f"POST {path.format(token)} HTTP/1.1\r\nContent-Length: {BEFORE_SIGN_IN + 1}\r\n\r\n"
    request.received(head.encode())
    assert isinstance(request.body_rcv.buf, web_worker.Nowhere) is not is_whole


def test_the_web_server_names_no_address_in_its_log(caplog):
    assert web_worker.Channel.parser_class is web_worker.Request
    logging.getLogger("waitress").error("Exception while serving /preview/CANARY-KEY/")
    assert caplog.messages == ["Exception while"]
