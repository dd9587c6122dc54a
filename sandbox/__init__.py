"""Work on a file from a stranger, in a process of its own: whatever the file does, it does to that process.

A file of a few kilobytes can ask for terabytes of memory or for hours. The process has a bound of memory and of time,
and nothing of our environment: no secret, no database.
"""

import os
import resource
import subprocess
from collections.abc import Sequence
from threading import BoundedSemaphore

MEMORY = 1024**3
SECONDS = 60
AT_ONCE = 2  # of a web process's four threads, so that pages go on
WAIT = 5  # seconds for a place
_places = BoundedSemaphore(AT_ONCE)


class OutOfBounds(Exception):
    """The process wanted more than it may have, or broke."""


class Busy(Exception):
    """As many such processes run as this one may have."""

    def __init__(self):
        super().__init__("We are reading other people's files just now. Wait a minute, and choose the file again.")


def in_bounds(command: Sequence[str], raw: bytes, *, seconds: int = SECONDS, folder: str | None = None) -> bytes:
    """Give the bytes to a command of ours, and its answer back. Raises OutOfBounds, and Busy when none can start soon.

    The command calls `bind_itself` before it reads them.
    """
    if not _places.acquire(timeout=WAIT):
        raise Busy
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, input=raw, capture_output=True, timeout=seconds, check=False, env=_environment(), cwd=folder
        )
    except subprocess.TimeoutExpired:
        raise OutOfBounds from None
    finally:
        _places.release()
    if done.returncode:
        raise OutOfBounds
    return done.stdout


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}


def bind_itself() -> None:
    """Called in the process that in_bounds started."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
