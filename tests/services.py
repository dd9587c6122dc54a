"""Programs that some tests need: found, or the test is skipped; in CI a missing one is a failure, never a skip."""

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program."""
    path = shutil.which(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and CI skips no test for that")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
