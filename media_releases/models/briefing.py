from django.db import models
from django.db.models import F


class Briefing(models.Model):
    """A publication for members, and the release that it was made from."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="briefing")
    made_from = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="briefings")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(publication=F("made_from")), name="briefing_not_of_itself")
        ]

    def __str__(self):
        return str(self.publication)
