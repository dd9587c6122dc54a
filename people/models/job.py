from django.db import models


class JobRun(models.Model):
    """One run of a scheduled job: the system page shows what ran last and what it did."""

    name = models.CharField(max_length=80, db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.name}, {self.started_at:%d %B %Y %H:%M}"
