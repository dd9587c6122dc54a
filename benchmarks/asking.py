"""What a page of somebody who signed in costs: time to the first byte, bytes, queries."""

import statistics
import time
from http.client import HTTPConnection

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.second_factor import mark_passed
from people.sessions import SessionStore

ROUNDS = 30


def first_byte(server: str, path: str, user: User, holds: bytes) -> tuple[float, int]:
    """Milliseconds from the request to the first byte, the median after some to warm up, and the bytes of the page.

    Each page must hold some words: a page of an error is quick.
    """
    cookie = f"session={_session(user)}"
    seconds = []
    for _ in range(ROUNDS + 5):
        asked = HTTPConnection(server.removeprefix("http://"))
        began = time.perf_counter()
        asked.request("GET", path, headers={"Cookie": cookie})
        answer = asked.getresponse()
        seconds.append(time.perf_counter() - began)
        assert answer.status == 200, answer.status
        page = answer.read()
        assert holds in page
        asked.close()
    return 1000 * statistics.median(seconds[5:]), len(page)


def queries(path: str, user: User) -> int:
    """How many queries a page takes once its process has seen it."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["session"] = _session(user)
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def _session(user: User) -> str:
    """The cookie of a session that passed the second factor, where one is needed."""
    request = HttpRequest()
    request.session, request.user = SessionStore(), user
    request.session[SESSION_KEY] = str(user.pk)
    request.session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    mark_passed(request, user, "totp")
    request.session.create()
    return request.session.cookie
