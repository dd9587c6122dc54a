"""What a log line may hold."""

import copy
import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404

REFUSALS = (PermissionDenied, SuspiciousOperation, Http404)


class Formatter(logging.Formatter):
    """Leaves out PostgreSQL's DETAIL lines: they quote the row, and with it names and addresses."""

    def format(self, record) -> str:
        """A refusal is one line: how the code came to it is no fault to be found."""
        if record.exc_info and isinstance(record.exc_info[1], REFUSALS):
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatException(self, ei) -> str:  # noqa: N802 - logging's name
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.startswith("DETAIL:"))
