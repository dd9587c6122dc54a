"""`make demo` starts, starts again, runs beside another, and leaves nothing behind."""

import os
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from tests.browser.conftest import ROOT, Demo
from tests.services import program

PREPARING = ["Preparing the database.", "Collecting styles and scripts."]
LOADING = "Loading the demo's people, homes and texts (20 seconds)."
STARTING = "Starting web, worker and mailbox. Redis: redis-server"


def test_a_second_demo_beside_the_first_starts_stops_and_starts_again(demo):
    program("redis-server")
    with tempfile.TemporaryDirectory(prefix="chaportal-demo-", ignore_cleanup_errors=True) as folder:
        first = Demo(Path(folder))
        assert first.printed().splitlines() == [*PREPARING, LOADING, STARTING, _ready(first)], "nothing else"
        assert _answers(demo)
        assert _answers(first)
        assert first.stop() == 0
        assert first.processes() == []
        again = Demo(Path(folder))
        assert again.printed().splitlines() == [*PREPARING, STARTING, _ready(again)], "what was there is kept"
        assert _answers(again)
        assert again.stop() == 0
        assert again.processes() == []
    assert _answers(demo)


def test_manage_py_works_alone_with_the_same_folder():
    with tempfile.TemporaryDirectory(prefix="chaportal-alone-", ignore_cleanup_errors=True) as folder:
        environment = os.environ | {"DATA": folder}
        for command in (
            ["migrate", "--verbosity", "0"],
            ["check"],
            ["shell", "-c", "from people.models import User; print(User.objects.count())"],
        ):
            done = subprocess.run(
                [".venv/bin/python", "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
        assert done.stdout.strip().endswith("0")
        left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert folder not in left


def _ready(demo) -> str:
    return f"Ready: {demo.address}  (choose who you are: {demo.address}/demo/)"


def _answers(demo) -> bool:
    with urllib.request.urlopen(f"{demo.address}/-/ready", timeout=5) as answer:
        return answer.read() == b"ok"
