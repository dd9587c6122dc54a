"""What of members' answers has left the team, in numbers: released once, so that nothing follows from a second time."""

import pgtrigger
from django.conf import settings
from django.db import models

from people.access import Permission, can_any
from policy.models.body import DESK
from policy.models.consultation import Consultation


class EvidenceTablesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the desk and who reads the evidence, who pass them on."""
        return self if can_any(user, (*DESK, Permission.EVIDENCE_VIEW)) else self.none()

    def of(self, consultation: Consultation):
        """What was released of a consultation: one at most."""
        return self.filter(consultation=consultation)


class EvidenceTables(models.Model):
    """The tables of a consultation that may leave the team: by one division, for two could be laid over each other."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="evidence_tables")
    division = models.CharField("told apart by", max_length=6, blank=True)
    tables = models.JSONField()  # as policy.analysis.released has them
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    released_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceTablesQuerySet.as_manager()

    class Meta:
        ordering = ["consultation"]
        verbose_name_plural = "evidence tables"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(division__in=["", "nation", "region", "sector", "size"]),
                name="evidence_tables_division_known",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.UpdateOf("tables", "division") | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"Tables of {self.consultation}"
