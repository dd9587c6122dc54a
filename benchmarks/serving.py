"""The production server on a free port, and what `wrk` measures of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chaportal import embedded

SECONDS = 2
CONNECTIONS = 4
REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")


def bare_file(name: str) -> Path:
    """Where the bytes that a bare view returns are kept."""
    folder = embedded.data_folder() / "bare"
    folder.mkdir(exist_ok=True)
    return folder / name


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """Gunicorn with one worker, so that the measuring program has a core of its own; gives the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "chaportal.wsgi", "--bind", f"127.0.0.1:{port}"]
    log = (embedded.data_folder() / "gunicorn.log").open("ab")
    process = subprocess.Popen(
        [*command, "--workers", "1"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"} | environment,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/-/ready", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def fetched(address: str) -> bytes:
    """The bytes of a page. Raises HTTPError unless it answers 200."""
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def requests_per_second(address: str) -> float:
    """What `wrk` counts during two seconds. Raises RuntimeError when any answer was no 2xx."""
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("Not installed: wrk, which measures. On Debian: apt-get install wrk")
    output = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"{address} failed:\n{output}")
    return float(REQUESTS.search(output)[1])


def _wait_for(address: str, process: subprocess.Popen) -> None:
    for _ in range(200):
        try:
            fetched(address)
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start: see gunicorn.log in the data folder.")
