"""The portal without a proxy before it: clients that are slow, or send without end, keep nobody else from a page."""

import socket
import time
import urllib.request
from contextlib import closing, suppress

import pytest

HOST = b"Host: 127.0.0.1\r\n"
LOGIN = b"POST /accounts/login/ HTTP/1.1\r\n" + HOST
BEGINNINGS = {
    "silent": b"",
    "slow headers": b"GET /press/ HTTP/1.1\r\n" + HOST,
    "slow body": LOGIN + b"Content-Length: 90000\r\n\r\na",
    "slow upload": LOGIN + b"Cookie: session=x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    b"Content-Length: 20000000\r\n\r\n--x",
    "slow reader": b"GET /press/ HTTP/1.1\r\n" + HOST + b"\r\n",
}
MORE = {"slow headers": b"X-A: b\r\n", "slow body": b"a", "slow upload": b"a"}


def connected(demo, first: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", int(demo.address.rsplit(":", 1)[1])), timeout=20)
    made.sendall(first)
    return made


@pytest.fixture
def slow(demo):
    """Fifty slow clients by their kind, ten of each."""
    clients = [(kind, connected(demo, first)) for kind, first in BEGINNINGS.items() for _ in range(10)]
    yield clients
    for _, client in clients:
        client.close()


def test_fifty_slow_clients_keep_nobody_from_a_page(demo, slow):
    times = []
    for _ in range(8):
        for kind, client in slow:
            if kind == "slow reader":
                client.recv(1)
            else:
                client.sendall(MORE.get(kind, b""))
        begun = time.monotonic()
        for address in ("/press/", "/accounts/login/"):
            with urllib.request.urlopen(f"{demo.address}{address}", timeout=20) as page:
                assert page.status == 200
        times.append(time.monotonic() - begun)
        time.sleep(0.1)
    assert max(times) < 3, times  # two pages, on a machine that does other things too; the first try took 31 s


def answer_to(demo, head: bytes, chunk: bytes, times: int) -> bytes:
    with closing(connected(demo, head)) as client:
        with suppress(OSError):  # the server hung up: what it said is still there to read
            for _ in range(times):
                client.sendall(chunk)
        said = b""
        with suppress(OSError):
            while part := client.recv(65536):
                said += part
                if b"</html>" in said:
                    break
        return said


def test_a_body_that_is_too_large_is_heard_out_and_kept_nowhere(demo):
    said = answer_to(demo, LOGIN + b"Content-Length: 31457280\r\n\r\n", b"a" * 2**20, 30)
    assert b"413 Content Too Large" in said
    assert b"takes 100.0\xc2\xa0KB at most" in said


@pytest.mark.parametrize(
    ("head", "chunk"),
    [
        (b"Content-Length: 419430400\r\n\r\n", b"a" * 2**20),
        (b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"a" * 2**16 + b"\r\n"),
        (b"X-A: " + b"a" * 40_000 + b"\r\n", b"X-A: b\r\n"),
    ],
    ids=["400 MB", "chunks without end", "headers without end"],
)
def test_what_has_no_bounds_is_cut_off(demo, head, chunk):
    begun = time.monotonic()
    said = answer_to(demo, LOGIN + head, chunk, 400)
    assert said[:12] in (b"HTTP/1.1 413", b"HTTP/1.1 431", b"HTTP/1.0 431", b"")
    assert time.monotonic() - begun < 10
