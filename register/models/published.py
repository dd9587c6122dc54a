"""Totals that the regulator published itself, beside its lists."""

from django.db import models

from cache_version.models import bumps_cache_version
from register.lists import PublishedMeasure
from register.models.file import RegisterFile


class PublishedTotalQuerySet(models.QuerySet):
    def in_use(self):
        """Each number of each day once: as the newest file that prints it has it, for numbers are revised."""
        files = RegisterFile.objects.filter(released_at__isnull=False, withdrawn_at=None)
        printed = self.filter(file__in=files).order_by("as_at", "measure", "-file__as_at", "-file__released_at", "pk")
        return self.filter(pk__in=printed.distinct("as_at", "measure").values("pk"))


@bumps_cache_version
class PublishedTotal(models.Model):
    """A number of children's homes of all kinds in England on a day, or of inspections in the year until it."""

    file = models.ForeignKey(RegisterFile, models.CASCADE, related_name="totals")
    as_at = models.DateField()
    measure = models.CharField(max_length=40, choices=[(each, each.replace("_", " ")) for each in PublishedMeasure])
    number = models.PositiveIntegerField()
    table = models.CharField("number of its table", max_length=20)

    objects = PublishedTotalQuerySet.as_manager()

    class Meta:
        ordering = ["as_at", "measure", "pk"]
        constraints = [models.UniqueConstraint(fields=["file", "as_at", "measure"], name="published_total_once_a_file")]

    def __str__(self):
        return f"{self.measure} at {self.as_at}: {self.number}"
