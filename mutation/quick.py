"""The quick way to try mutants: all of a module in one pytest session, each in a process forked once all is imported.

It holds where a mutant changes nothing but the body of one function: the child gives the function that is there the
broken code. What no test notices so is tried once more from a fresh import (`trying`), without anything of the old.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType, SimpleNamespace

import pytest
import typst
from _pytest.runner import runtestprotocol

from mutation.mutants import Mutant
from mutation.processes import in_own_process, threads

PATIENCE = 5  # times as long as all tests took before anything was broken


class Loop:
    """A pytest plugin that runs the tests once as they are, and then for each mutant until one fails."""

    def __init__(self, mutants: list[Mutant], out: Path):
        self.mutants, self.out = mutants, out
        self.killers: dict[str, list[int]] = {}

    def pytest_configure(self):
        from hypothesis import settings  # noqa: PLC0415 - its own plugin is imported first

        # How long an example takes is nothing to us, and a mutant is killed the same way each time.
        settings.register_profile("mutation", deadline=None, max_examples=40, derandomize=True)
        settings.load_profile("mutation")
        typst.compile = in_own_process(typst.compile)

    def pytest_runtestloop(self, session) -> bool:
        began = time.monotonic()
        if failed := _first_that_fails(session, session.items):
            raise pytest.UsageError(f"{failed.nodeid} fails with nothing broken.")
        self.seconds = PATIENCE * (time.monotonic() - began) + 20
        _close_connections()
        if threads() > 1:
            raise pytest.UsageError("A thread is left, which no fork has: run what began it `in_own_process`.")
        with self.out.open("w") as out:
            for number, mutant in enumerate(self.mutants):
                out.write(json.dumps([number, self._is_killed(session, mutant)]) + "\n")
                out.flush()
        return True

    def _is_killed(self, session, mutant: Mutant) -> bool:
        function, code = _function(mutant), _code(mutant)
        if not function or not code or code == function.__code__ or code.co_freevars != function.__code__.co_freevars:
            return False
        first = self.killers.setdefault(mutant.where, [])
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.setsid()
            function.__code__ = code
            items = [session.items[place] for place in first] + [
                item for place, item in enumerate(session.items) if place not in first
            ]
            failed = _first_that_fails(session, items)
            os.write(writing, str(session.items.index(failed) if failed else "").encode())
            os._exit(1 if failed else 0)
        os.close(writing)
        ended = _wait(child, self.seconds)
        with os.fdopen(reading) as answer:
            place = answer.read()
        if place and int(place) not in first:
            first.insert(0, int(place))
        return ended != 0


def _first_that_fails(session, items: list[pytest.Item]) -> pytest.Item | None:
    """Run tests up to the first that fails; fixtures of the session stay for the next time."""
    only_the_session = SimpleNamespace(listchain=lambda: [session])
    for item, following in zip(items, [*items[1:], only_the_session], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return item
    return None


def _close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 - Django is set up by now

    connections.close_all()


def _wait(child: int, seconds: float) -> int:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _code(mutant: Mutant) -> CodeType | None:
    """The broken code of the mutant's function; None for what stands in no function, or in one within another."""
    waiting = [compile(mutant.source, mutant.path, "exec", dont_inherit=True)]
    while waiting:
        code = waiting.pop()
        if code.co_qualname == mutant.where:
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    return None


def _function(mutant: Mutant) -> FunctionType | None:
    found = sys.modules.get(mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    for name in mutant.where.split("."):
        found = vars(found).get(name) if hasattr(found, "__dict__") else None
    return next((each for each in _within(found) if each.__code__.co_qualname == mutant.where), None)


def _within(found) -> Iterator[FunctionType]:
    """The functions that a name stands for, whatever decorators are around them."""
    while found is not None:
        if isinstance(found, FunctionType):
            yield found
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, cached_property):
            found = found.func
        else:
            found = getattr(found, "__wrapped__", None) or getattr(found, "__func__", None)
