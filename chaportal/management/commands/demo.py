"""`make demo`: the whole portal on this machine, from an empty folder to a page, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chaportal import embedded
from chaportal.demo.load import is_loaded, load

STOP_WITHIN = 15  # seconds, then a child is killed


class Command(BaseCommand):
    help = "Prepare the embedded database, load the demo's data into an empty one, and run web, worker and beat."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Start the demo with `make demo`.")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _stop)
        port = os.environ.get("PORT", "8000")
        children: list[subprocess.Popen] = []
        try:
            self._prepare()
            children += self._start(port)
            self._wait_for(f"http://127.0.0.1:{port}/-/ready", children)
            self._say(f"Ready: http://127.0.0.1:{port}  (choose who you are: http://127.0.0.1:{port}/demo/)")
            while not any(child.poll() is not None for child in children):
                time.sleep(0.5)
            raise CommandError("A part of the demo stopped by itself, so the rest was stopped too.")
        except _Stopped:
            self._say("Stopping.")
        finally:
            _end(children)

    def _prepare(self):
        self._say("Preparing the database.")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self._say("Collecting styles and scripts.")
        call_command("collectstatic", interactive=False, verbosity=0)
        if not is_loaded():
            self._say("Loading the demo's people, homes and texts (20 seconds).")
            load()

    def _say(self, line: str):
        self.stdout.write(line)
        self.stdout.flush()  # whoever waits sees each step as it begins, through a pipe too

    def _start(self, port: str) -> list[subprocess.Popen]:
        environment = os.environ | {"MAIL_PORT": str(_free_port()), "PORT": port}
        log = (embedded.data_folder() / "demo.log").open("ab")

        def run(*command: str) -> subprocess.Popen:
            return subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *command],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=settings.BASE_DIR,
                start_new_session=True,
            )

        redis, said = embedded.start_redis(lambda: run("manage.py", "redis_stand_in"))
        self._say(f"Starting web, worker and mailbox. {said}")
        web = ("--bind", f"127.0.0.1:{port}", "--workers", "2", "--preload", "--no-control-socket")
        return [
            redis,
            run("-m", "chaportal.demo.mailbox", environment["MAIL_PORT"]),
            run("-m", "gunicorn", "chaportal.wsgi", *web),
            run("-m", "celery", "-A", "chaportal", "worker", "--beat", "--concurrency", "2", "--loglevel", "INFO"),
        ]

    def _wait_for(self, address: str, children: list[subprocess.Popen]):
        for _ in range(300):
            try:
                with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                    return
            except OSError:
                time.sleep(0.1)
            if any(child.poll() is not None for child in children):
                break
        raise CommandError(f"The portal did not start: see {embedded.data_folder() / 'demo.log'}.")


class _Stopped(Exception):
    pass


def _stop(number, frame):
    raise _Stopped


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
