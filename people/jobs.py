"""Recording that a scheduled job ran."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.utils import timezone

from people.models import JobRun


@contextmanager
def recorded(name: str) -> Iterator[JobRun]:
    """Keep a JobRun around the block and name the job in the history of what it writes. Set `run.outcome` inside."""
    run = JobRun.objects.create(name=name)
    with pghistory.context(task=name):
        try:
            yield run
        except Exception as fault:
            run.outcome = f"failed: {type(fault).__name__}"
            raise
        finally:
            run.finished_at = timezone.now()
            run.save()
