"""Scheduled jobs: recording that one ran, and knowing which is late."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pghistory
from celery.schedules import maybe_schedule
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from jobs.models import JobRun

# How long after its time a job may finish before it counts as late: longer than any task may run.
GRACE = timedelta(minutes=10)
KEPT_FOR = timedelta(days=90)
DEAD_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)


@contextmanager
def recorded(name: str) -> Iterator[JobRun]:
    """Keep a JobRun around the block and name the job in the history of what it writes. Set `run.outcome` inside."""
    _bury_the_dead(name)
    run = JobRun.objects.create(name=name)
    with pghistory.context(task=name):
        try:
            yield run
        except Exception as fault:
            run.failed, run.outcome = True, f"failed: {type(fault).__name__}"
            raise
        finally:
            run.finished_at = timezone.now()
            run.save()
            JobRun.objects.repeated_by(run).delete()


@dataclass(frozen=True)
class Job:
    """A scheduled job as it stands: its last run that succeeded and its last run at all, and when it is due (UTC)."""

    name: str
    succeeded: JobRun | None
    last: JobRun | None
    due_at: datetime

    @property
    def label(self) -> str:
        """What it does, in words for whoever runs the portal."""
        return settings.JOBS_IN_WORDS.get(self.name, self.name)

    @property
    def is_late(self) -> bool:
        """Its time came, and it has not finished since: nothing started it, it failed, or it was killed half-way."""
        return timezone.now() > self.due_at + GRACE


def jobs() -> list[Job]:
    """Every job of `CELERY_BEAT_SCHEDULE`, the late ones first."""
    succeeded, last = _latest(JobRun.objects.succeeded()), _latest(JobRun.objects.all())
    since = _installed_at()
    found = [
        Job(name, succeeded.get(name), last.get(name), _due(entry["schedule"], succeeded.get(name), since))
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    ]
    return sorted(found, key=lambda job: (not job.is_late, job.name))


def last_runs() -> dict[str, datetime]:
    """When each job of `CELERY_BEAT_SCHEDULE` began last, in local time; one that never did, when it was installed."""
    last, since = _latest(JobRun.objects.all()), _installed_at()
    return {
        name: timezone.localtime(last[name].started_at if name in last else since)
        for name in settings.CELERY_BEAT_SCHEDULE
    }


def next_day(name: str) -> date:
    """The day in London on which a job begins next by its schedule. No query."""
    schedule = maybe_schedule(settings.CELERY_BEAT_SCHEDULE[name]["schedule"])
    return timezone.localdate(timezone.now() + schedule.remaining_estimate(timezone.localtime()))


def forget_old_runs() -> int:
    """Delete runs of long ago; gives how many."""
    return JobRun.objects.filter(started_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _due(schedule, run: JobRun | None, since: datetime) -> datetime:
    """When a job should run next after its last success, or after the installation where there is none."""
    ran_at = run.started_at if run else since
    at = timezone.now() + maybe_schedule(schedule).remaining_estimate(timezone.localtime(ran_at))
    return (at + timedelta(seconds=0.5)).replace(microsecond=0)  # both looked at the clock, one after the other


def _latest(runs) -> dict[str, JobRun]:
    return {run.name: run for run in runs.order_by("name", "-started_at", "-pk").distinct("name")}


def _installed_at() -> datetime:
    """When the portal was installed or upgraded last: a job that is new cannot have run before."""
    return MigrationRecorder(connection).migration_qs.aggregate(at=Max("applied"))["at"] or timezone.now()


def _bury_the_dead(name: str) -> None:
    """Say of earlier runs that were killed that they will not finish."""
    dead = JobRun.objects.unfinished().filter(name=name, started_at__lt=timezone.now() - DEAD_AFTER)
    dead.update(finished_at=timezone.now(), failed=True, outcome="did not finish: its worker was stopped")
