"""Trying a mutant from a fresh import: a forked process reads the broken module in place of the file.

Nothing is written to the source. What is slow to import and none of ours is there before the fork, and each worker has
its own PostgreSQL.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path

from mutation.mutants import ROOT, Mutant

# Imported once for all mutants; what needs settings, or is ours, is not among them.
FIRST = """
    pytest django.test django.db.models django.contrib.postgres.fields django.forms django.views.generic
    django.core.management django.db.backends.postgresql.base psycopg.types.range celery.app.base kombu allauth
    lxml.etree lxml.html PIL.Image pikepdf typst openpyxl odswriter icalendar nh3 css_inline cryptography.fernet
    python_calamine argon2 django_htmx.middleware whitenoise.middleware yaml
"""
OPTIONS = ["-q", "-p", "no:cacheprovider", "--no-header", "--tb=short"]
LONGEST = 600  # seconds for a module's tests with nothing broken, on a busy machine


class BaselineFails(Exception):
    """Nothing is known of a module's mutants: its tests fail with nothing broken, or take too long."""


def prepare(data: Path) -> None:
    """Start this worker's PostgreSQL and import what all mutants need."""
    os.environ |= {"EMBEDDED": "on", "DATA": str(data), "DJANGO_SETTINGS_MODULE": "chaportal.settings"}
    from chaportal import embedded  # noqa: PLC0415 - it reads DATA

    embedded.start()
    os.environ["PYTEST_XDIST_WORKER"] = "mutation"  # the tests start no server of their own
    for name in FIRST.split():
        import_module(name)


def survivors_of(mutants: list[Mutant], tests: Sequence[str], data: Path) -> list[Mutant]:
    """Those of a module's mutants that none of its tests notices. Raises BaselineFails."""
    results, log = data / "results", data / "log"
    longest = LONGEST + 60 * len(mutants)
    status = _status(_fork(log, lambda: _try_quickly(mutants, tests, results)), longest)
    if status == -signal.SIGKILL:
        raise BaselineFails(f"After {longest} seconds they had not been tried for all mutants.")
    if status != 0:
        raise BaselineFails(f"They fail with nothing broken:\n{log.read_text()[-3000:]}")
    killed = {number for number, is_killed in map(json.loads, results.read_text().splitlines()) if is_killed}
    left = [mutant for number, mutant in enumerate(mutants) if number not in killed]
    return [mutant for mutant in left if _status(_fork(log, lambda m=mutant: _try_anew(m, tests)), LONGEST) == 0]


def _try_quickly(mutants: list[Mutant], tests: Sequence[str], results: Path) -> int:
    import pytest  # noqa: PLC0415 - see `prepare`

    from mutation.quick import Loop  # noqa: PLC0415 - it imports what belongs to the tests

    return int(pytest.main([*OPTIONS, *tests], plugins=[Loop(mutants, results)]))


def _try_anew(mutant: Mutant, tests: Sequence[str]) -> int:
    import pytest  # noqa: PLC0415 - see `prepare`

    _read_instead(ROOT / mutant.path, mutant.source)
    return int(pytest.main([*OPTIONS, "-x", *tests]))


def _read_instead(path: Path, source: str) -> None:
    """Import `source` where `path` would be imported, whatever is cached."""
    read = SourceFileLoader.get_code

    def get_code(self, name):
        if Path(self.path) == path:
            return compile(source, self.path, "exec", dont_inherit=True)
        return read(self, name)

    SourceFileLoader.get_code = get_code


def _fork(log: Path, work) -> int:
    child = os.fork()
    if child:
        return child
    os.setsid()  # what the tests start ends with them
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    try:
        status = work()
    except BaseException as fault:
        sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
        status = 3
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _status(child: int, seconds: float) -> int:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL
