from datetime import timedelta

from django.db import models

# A job that runs every minute and finds nothing new keeps its latest run only.
QUIET_FOR = timedelta(minutes=30)


class JobRunQuerySet(models.QuerySet):
    def succeeded(self):
        return self.filter(finished_at__isnull=False, failed=False)

    def unfinished(self):
        return self.filter(finished_at=None)

    def repeated_by(self, run: "JobRun"):
        """Runs shortly before this one that came to the same."""
        alike = self.succeeded().filter(name=run.name, outcome=run.outcome)
        return alike.filter(started_at__gt=run.started_at - QUIET_FOR, started_at__lt=run.started_at)


class JobRun(models.Model):
    """One run of a scheduled job: the System page shows what ran last and what it did."""

    name = models.CharField(max_length=80, db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)  # as a whole; single items that failed are FailedItems
    outcome = models.CharField(max_length=255, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.name}, {self.started_at:%d %B %Y %H:%M}"
