"""What a log line may hold: where and what kind a fault was, and never a key, a headline or a private value.

An address of ours can be a key (an invitation, a preview, a calendar), or say what nobody may know yet; the words of an
exception quote what it choked on. So a line names the route of an address, and of an exception its kind and the lines
of code that it came through. PostgreSQL is told the same in `chaportal/embedded.py` and `docker-compose.yml`.
"""

import copy
import logging
import re
import traceback

import psycopg
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import Resolver404, resolve

REFUSALS = (PermissionDenied, SuspiciousOperation, Http404)
# A whole address, or a path after a space, a bracket or a sign of quotation.
ADDRESS = re.compile(r"https?://[^\s\"'<>]+|(?<=[\s(\"'\[])/[^\s\"'<>)\]]*")
PLACE = "\x00"
FROM_CELERY = {"exc": "", "return_value": "", "args": "", "kwargs": "", "traceback": ""}


class Formatter(logging.Formatter):
    def format(self, record) -> str:
        """One line for a refusal: how the code came to it is no fault to be found."""
        record = copy.copy(record)
        record.exc_text = None
        if record.exc_info and isinstance(record.exc_info[1], REFUSALS):
            record.exc_info = None
        if isinstance(record.args, dict):
            record.args = record.args | {name: "…" for name in FROM_CELERY if name in record.args}
        record.msg, record.args = _without_addresses(record), ()
        return super().format(record)

    def formatException(self, ei) -> str:  # noqa: N802 - logging's name
        kind, fault, _ = ei
        lines = [line for each in _chain(fault) for line in _lines_of(each)]
        return "\n".join(lines) or str(kind)


def _without_addresses(record: logging.LogRecord) -> str:
    message, request = record.getMessage(), getattr(record, "request", None)
    path = getattr(request, "path", "")
    if len(path) < 2:
        return ADDRESS.sub(_route, message)
    # As typed it may hold spaces, so it is found by itself; its route stands in only when all else has been looked at.
    rest = ADDRESS.sub(_route, message.replace(path, PLACE))
    return rest.replace(PLACE, route_of(path))


def _route(found: re.Match) -> str:
    return route_of(found[0])


def route_of(address: str) -> str:
    """The route that an address leads to, without what stands in its place; for any other, that it is unknown."""
    path = "/" + address.split("://", 1)[-1].partition("/")[2] if "://" in address else address
    try:
        return f"/{resolve(path.partition('?')[0]).route}"
    except (Resolver404, ValueError):
        return "(an address that is none of ours)"


def _chain(fault: BaseException) -> list[BaseException]:
    """The exception and those that it came from, the first of them first."""
    found: list[BaseException] = []
    link: BaseException | None = fault
    while link is not None and link not in found:
        found.insert(0, link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return found


def _lines_of(fault: BaseException) -> list[str]:
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, f"{type(fault).__module__}.{type(fault).__qualname__}{_of_the_database(fault)}"]


def _of_the_database(fault: BaseException) -> str:
    """The code and the constraint of PostgreSQL's error: names of ours, and no value."""
    if not isinstance(fault, psycopg.Error):
        return ""
    return f" {fault.sqlstate or ''} {fault.diag.constraint_name or ''}".rstrip()
