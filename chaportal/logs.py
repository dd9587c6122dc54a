"""What a log line may hold."""

import logging


class Formatter(logging.Formatter):
    """Leaves out PostgreSQL's DETAIL lines: they quote the row, and with it names and addresses."""

    def formatException(self, ei) -> str:  # noqa: N802 - logging's name
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.startswith("DETAIL:"))
