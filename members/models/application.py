from django.db import models
from django.db.models import Q
from django.utils import timezone

from history import track
from members.models.owned import OwnedQuerySet


@track()
class Application(models.Model):
    """A provider's wish to join, and what was decided."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="applications")
    applied_on = models.DateField(default=timezone.localdate)
    decided_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, accepted__isnull=True)
                | Q(decided_on__isnull=False, accepted__isnull=False),
                name="application_decided_with_decision",
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(decided_on=None), name="application_one_undecided"
            ),
        ]

    def __str__(self):
        return f"{self.provider}, {self.applied_on}"
