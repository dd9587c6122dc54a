"""The whole demo, started as a person starts it, and a browser in front of it."""

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.services import program

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
]
START_WITHIN = 240  # seconds, on a machine that does other things too


def pytest_collection_modifyitems(items):
    """Each worker that runs some of them starts a demo of its own, once."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.browser)


class Portal:
    """A portal as a command of manage.py starts it: its address, its folder and its process."""

    command, asking = "demo", {"DEMO": "1", "TYPING_TAKES": "0"}  # a script types quicker than people

    def __init__(self, data: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.data = data
        self.environment = os.environ | {"DATA": str(data), "PORT": str(port)} | self.asking
        self.output = data / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", self.command],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        try:
            self._wait()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def printed(self) -> str:
        return self.output.read_text()

    def _wait(self):
        deadline = time.monotonic() + START_WITHIN
        while "Ready: " not in self.printed():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < deadline, f"not ready in time: {self.printed()}"
            time.sleep(0.2)

    def manage(self, *command: str) -> str:
        """What a command of manage.py says in the portal's folder."""
        line = [sys.executable, "manage.py", *command]
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def mails(self, to: str) -> list[EmailMessage]:
        """What came for an address, oldest first."""
        files = sorted((self.data / "mail").glob("*.eml"))
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [message for message in read if message["X-Envelope-To"] == to]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def processes(self) -> list[str]:
        """Command lines of processes that work in the demo's folder."""
        lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout.splitlines()
        return [line for line in lines if str(self.data) in line]


class Demo(Portal):
    """With its data, and a page on which anyone signs in as anyone."""


class Empty(Portal):
    """As a newcomer starts it, without any data."""

    command, asking = "dev", {"EMBEDDED": "on", "TYPING_TAKES": "0"}


@pytest.fixture(scope="session")
def demo():
    program("redis-server")
    # Not under pytest's own folder, which each new run of pytest closes to PostgreSQL's user.
    with tempfile.TemporaryDirectory(prefix="chaportal-demo-", ignore_cleanup_errors=True) as folder:
        started = Demo(Path(folder))
        yield started
        started.stop()


@pytest.fixture(scope="module")
def empty():
    """A portal of this module's own: an empty database, a worker, a mailbox."""
    program("redis-server")
    with tempfile.TemporaryDirectory(prefix="chaportal-empty-", ignore_cleanup_errors=True) as folder:
        started = Empty(Path(folder))
        yield started
        started.stop()


@pytest.fixture(scope="session")
def chromium():
    path = program("chromium")
    # Playwright keeps an event loop running in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(demo, chromium):
    """A function: a page signed in as one of the cast (by e-mail address; None: nobody), at a width."""
    contexts = []

    def open_page(email=None, *, width=1280, scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=demo.address
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if email:
            page.goto("/demo/")
            page.locator(f"form:has(input[value='{email}']) button").click()
            page.wait_for_url(re.compile("/dashboard/"))
        return page

    yield open_page
    for context in contexts:
        context.close()
