"""What the running processes write down when requests fail: web server, worker, mailbox, Redis and PostgreSQL."""

import socket
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.browser.conftest import Demo

KEY = "kEyThatNobodyMayFindInAnyLog"
ADDRESSES = [
    f"/preview/{KEY}/",
    f"/invitations/{KEY}/",
    f"/calendars/{KEY}.ics",
    f"/unsubscribe/{KEY}/",
    f"/accounts/password/reset/key/1-{KEY}/",
    f"/press/{KEY}/",
    f"/press/?q={KEY}&before={KEY}",
]
METHODS = ["GET", "POST", "PUT", "DELETE", "PROPFIND"]
# Each as a web server may refuse it before the portal sees it: it then writes a line of its own.
MALFORMED = [
    f"GET /preview/{KEY}/\r\n\r\n",
    f"GET /preview/{KEY}/ HTTP/9.9\r\nHost: x\r\n\r\n",
    f"GET /preview/{KEY}/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
    f"GET /preview/{KEY}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Header {KEY}\r\n\r\n",
    f"POST /unsubscribe/{KEY}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {KEY}\r\n\r\n",
    f"GET /preview/{KEY}/{'x' * 300_000} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
]


def test_no_log_of_the_running_portal_holds_a_key(demo):
    place = urlsplit(demo.address)
    for address in ADDRESSES:
        for method in METHODS:
            _ask(place, method, address)
    for request in MALFORMED:
        _send(place, request)
    said = _wait_for(demo, "/preview/<str:token>/")
    assert "/unsubscribe/<str:token>/" in said
    assert {name for name, text in _logs(demo).items() if KEY.lower() in text.lower()} == set()


def _ask(place, method: str, address: str) -> None:
    connection = HTTPConnection(place.hostname, place.port, timeout=20)
    connection.request(method, address, headers={"Referer": f"http://{place.netloc}{address}", "X-Note": KEY})
    connection.getresponse().read()
    connection.close()


def _send(place, request: str) -> None:
    with socket.create_connection((place.hostname, place.port), timeout=20) as raw:
        try:
            raw.sendall(request.encode())
            while raw.recv(65536):
                pass
        except OSError:  # refused in the middle: that is an answer too
            pass


def _wait_for(demo: Demo, words: str) -> str:
    deadline = time.monotonic() + 20
    while words not in (said := _logs(demo)["demo.log"]):
        assert time.monotonic() < deadline, "the failing requests left no line"
        time.sleep(0.2)
    return said


def _logs(demo: Demo) -> dict[str, str]:
    """Every log below the demo's folder, by its name."""
    files = [*demo.data.glob("*.log"), *demo.data.glob("postgres/log*"), demo.output]
    assert {"demo.log", "redis.log"} <= {file.name for file in files}
    texts = {file.name: file.read_text(errors="replace") for file in files if file.is_file()}
    assert "log" in texts, "PostgreSQL writes its own"
    return texts
