"""What some tests need: found, or the test is skipped; in CI what is missing is a failure, never a skip."""

import os
import shutil
from pathlib import Path

import pytest


def program(name: str, folder: Path | None = None) -> str:
    """The path of a program, on PATH or in a folder of this checkout."""
    return shutil.which(name) or shutil.which(name, path=folder) or _missing(name)


def npm_file(path: Path) -> str:
    """The path of a program that `make test` fetches with npm."""
    how = "`make test` fetches it with npm" + ("" if shutil.which("npm") else ", and there is no npm")
    return str(path) if path.exists() else _missing(f"{path.name} ({how})")


def _missing(what: str):
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and CI skips no test for that")
    pytest.skip(f"{what} is not installed")
