"""The processes that a demo or a development server is made of: started together, ended together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from django.conf import settings

from chaportal import embedded

STOP_WITHIN = 15  # seconds, then a child is killed


class PartStopped(Exception):
    """One of the processes ended by itself, or the web server did not begin to answer."""


class _AskedToStop(Exception):
    pass


class Processes:
    """Redis, a mailbox, web, worker and beat on this machine.

    `with Processes(log="demo.log") as processes:` ends all of them, whatever happens inside. TERM, INT and HUP leave
    the `with` quietly.
    """

    def __init__(self, log: str):
        self.log = embedded.data_folder() / log
        self.port = os.environ.get("PORT") or "8000"
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "MAIL_PORT": str(_free_port()),
            "PORT": self.port,
            "EMBEDDED_ROLE": embedded.ROLE,  # as in production, they do not own what they write to
        }
        self.children: dict[str, subprocess.Popen] = {}  # by what each is, in the order of their start

    def __enter__(self) -> "Processes":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _ask_to_stop)
        return self

    def __exit__(self, kind, fault, traceback) -> bool:
        _end([*self.children.values()])
        return kind is _AskedToStop

    def start(self, part: str, *command: str) -> subprocess.Popen:
        """Start one of our own programs; what it says goes into the log."""
        with self.log.open("ab") as log:
            child = subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *command],
                env=self.environment,
                stdout=log,
                stderr=log,
                cwd=settings.BASE_DIR,
                start_new_session=True,
            )
        self.children[part] = child
        return child

    def start_all(self, *web: str) -> str:
        """Start everything, with `web` as the command of the web server; gives a sentence on which Redis it is."""
        redis, sentence = embedded.start_redis(lambda: self.start("Redis", "manage.py", "redis_stand_in"))
        self.children["Redis"] = redis
        self.start("The mailbox", "-m", "chaportal.demo.mailbox", self.environment["MAIL_PORT"])
        self.start("The web server", *web)
        celery = ("-m", "celery", "-A", "chaportal")
        self.start("The worker", *celery, "worker", "--concurrency", "2", "--loglevel", "INFO")
        # By itself: a worker does not notice when a beat within it ends.
        self.start("Beat", *celery, "beat", "--loglevel", "INFO")
        return sentence

    def wait_until_ready(self) -> None:
        """Wait for the first page. Raises PartStopped."""
        for _ in range(300):
            if self._answers():
                return
            self._raise_if_one_ended()
            time.sleep(0.1)
        raise PartStopped(f"The portal did not start: see {self.log}.")

    def wait_for_an_end(self) -> None:
        """Wait until a signal, or until one of them ends by itself, which raises PartStopped."""
        while True:
            self._raise_if_one_ended()
            time.sleep(0.5)

    def _raise_if_one_ended(self) -> None:
        for part, child in self.children.items():
            if child.poll() is not None:
                raise PartStopped(f"{part} stopped by itself, so the rest was stopped too: see {self.log}.")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/-/ready", timeout=2):  # noqa: S310 - our own address
                return True
        except OSError:
            return False


def _ask_to_stop(number, frame):
    raise _AskedToStop


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _end(children: list[subprocess.Popen]) -> None:
    """Ask all to stop, the web first and Redis last, and kill what does not."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for child in reversed(children):
        child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in reversed(children):
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
