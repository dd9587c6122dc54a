"""Celery's beat without a file of its own: when each job ran last stands in the database, as JobRun.

Celery's PersistentScheduler keeps it with shelve, which since Python 3.13 is SQLite in WAL mode: a second process that
opens the file, or one that was killed as it did, ends beat at its start, and the file does not outlive a container.
"""

import logging
from pathlib import Path

from celery import beat
from django.conf import settings
from django.db import DatabaseError, connection

from jobs.runs import last_runs

logger = logging.getLogger(__name__)


class Scheduler(beat.Scheduler):
    """Asks at its start for each job whose time came while it was away, and then as Celery's own does."""

    def setup_schedule(self) -> None:
        """Put the jobs in, each with its last run; without a database they begin to count now."""
        super().setup_schedule()
        try:
            for name, ran_at in last_runs().items():
                self.schedule[name].last_run_at = ran_at
        except DatabaseError as fault:
            logger.warning("Beat does not know what ran last, and begins now: %s", type(fault).__name__)
        finally:
            connection.close()  # it is not asked again

    def tick(self, *args, **kwargs) -> float:
        """Ask for what is due, and leave a sign of life where the settings want one."""
        if settings.BEAT_HEARTBEAT_FILE:
            Path(settings.BEAT_HEARTBEAT_FILE).touch()
        return super().tick(*args, **kwargs)
