"""A server that hangs, as `kill -STOP` makes it: neither gone nor there. Each test freezes one of the demo's own."""

import http.cookiejar
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest

from tests.services import program


@contextmanager
def frozen(pids):
    """Inside, these processes do nothing, and the kernel still takes what is sent to them."""
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def children(parent: int, words: str = "") -> list[int]:
    """The processes that another one started, whose command line has these words."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if words in line]


def postgres(demo) -> list[int]:
    postmaster = int((demo.data / "postgres" / "postmaster.pid").read_text().split()[0])
    return [postmaster, *children(postmaster)]


class Visitor:
    """Asks for pages, and knows how long each took."""

    def __init__(self, demo):
        self.address = demo.address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, path, data=None):
        """The status, the headers and the words of a page, and the seconds that it took."""
        began = time.monotonic()
        encoded = urllib.parse.urlencode(data).encode() if data else None
        try:
            answer = self.opener.open(urllib.request.Request(f"{self.address}{path}", encoded), timeout=40)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return answer.status, answer.headers, answer.read().decode(), time.monotonic() - began

    def send(self, path, data):
        """Send a form with its token."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path)[2])[1]
        return self.ask(path, {"csrfmiddlewaretoken": token, **data})


@pytest.fixture
def visitor(demo):
    program("redis-server")
    return Visitor(demo)


@pytest.fixture
def signed_in(demo):
    visitor = Visitor(demo)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', visitor.ask("/demo/")[2])[1]
    addresses = re.findall(r'name="email" value="([^"]+)"', visitor.ask("/demo/")[2])
    assert visitor.ask("/demo/", {"csrfmiddlewaretoken": token, "email": addresses[0]})[0] == 200
    return visitor


def reset(visitor, email):
    return visitor.send("/accounts/password/reset/", {"email": email})


def mails_to(demo, email) -> int:
    return sum(f"X-Envelope-To: {email}" in file.read_text() for file in (demo.data / "mail").glob("*.eml"))


def test_while_postgresql_hangs_each_page_is_soon_a_plain_503_and_all_is_well_after(demo, visitor, signed_in):
    (gunicorn,) = children(demo.process.pid, "gunicorn")
    workers = children(gunicorn)
    with frozen(postgres(demo)):
        time.sleep(1.1)  # what a page remembers of the database
        for person, path in [
            (visitor, "/press/"),
            (signed_in, "/dashboard/"),
            (visitor, "/-/ready"),
            (signed_in, "/homes/"),
        ]:
            status, headers, words, seconds = person.ask(path)
            assert (path, status, headers["Retry-After"]) == (path, 503, "60")
            assert path == "/-/ready" or "Back in a minute" in words
            assert seconds < (8 if path == "/-/ready" else 12), path
        status, _, _, seconds = visitor.ask("/-/live")
        assert (status, seconds < 1) == (200, True)
    for person, path in [(visitor, "/press/"), (signed_in, "/dashboard/"), (visitor, "/-/ready")]:
        for _ in range(2):  # one for each worker
            assert (path, person.ask(path)[0]) == (path, 200)
    assert children(gunicorn) == workers, "nothing was restarted"


def test_while_the_mail_server_hangs_no_page_waits_and_the_mail_comes_once_after(demo, visitor):
    email = "nobody-mail@example.org"
    with frozen(children(demo.process.pid, "chaportal.demo.mailbox")):
        status, _, _, seconds = reset(visitor, email)
        assert (status, seconds < 8) == (200, True)
        time.sleep(2)
        assert mails_to(demo, email) == 0
    deadline = time.monotonic() + 75  # at once, or with the next sweep
    while not mails_to(demo, email):
        assert time.monotonic() < deadline, "the mail did not come"
        time.sleep(0.2)
    assert mails_to(demo, email) == 1


def test_while_redis_hangs_every_page_and_form_works(demo, visitor, signed_in):
    with frozen(children(demo.process.pid, "redis-server")):
        for person, path in [(visitor, "/press/"), (signed_in, "/dashboard/"), (visitor, "/-/ready")]:
            assert (path, person.ask(path)[0]) == (path, 200)
        status, _, _, seconds = reset(visitor, "nobody-redis@example.org")
        assert (status, seconds < 8) == (200, True)
