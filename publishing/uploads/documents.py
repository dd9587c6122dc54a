"""Documents, each known by its content and made anew in a process of its own. What each may contain: `allowed.py`."""

import json
import sys
from pathlib import Path

from publishing.uploads.rebuilt_file import RebuiltFile, Unusable
from sandbox import Busy, OutOfBounds, in_bounds

COMMAND = [sys.executable, "-m", "publishing.uploads.worker"]
MOST_SECONDS = 60
FOLDER = str(Path(__file__).parents[2])
TOO_MUCH = "This document unpacks to more than we can look through. Save it again as a PDF and choose that file."


def read_document(raw: bytes) -> RebuiltFile:
    """The document as readers get it. Raises Unusable for another kind, and for what `allowed.py` does not name."""
    try:
        answer = in_bounds(COMMAND, raw, seconds=MOST_SECONDS, folder=FOLDER)
    except Busy as fault:
        raise Unusable(str(fault)) from None
    except OutOfBounds:
        raise Unusable(TOO_MUCH) from None
    head, _, made = answer.partition(b"\n")
    report = json.loads(head)
    if "refused" in report:
        raise Unusable(report["refused"])
    return RebuiltFile(report["media_type"], made, taken_out=tuple(report["taken_out"]))
