"""Ofsted's published files, which are not in the repository: the environment may say in which folder they are."""

import os
from pathlib import Path

import pytest
from django.conf import settings

NAMED = os.environ.get("REGISTER_FILES")
FOLDER = Path(NAMED) if NAMED else Path(settings.BASE_DIR).parent / "shared" / "data" / "register"


def published(test):
    """Mark a test that needs the published files. It is skipped without them, but not where their folder is named."""
    absent = pytest.mark.skipif(
        not NAMED and not FOLDER.is_dir(), reason="the environment has no REGISTER_FILES, the folder of Ofsted's files"
    )
    return pytest.mark.register(absent(test))


def published_file(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
