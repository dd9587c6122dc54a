"""Our own texts on policy. A row here says what a publication is about; its words are the publication's editions."""

from django.db import models
from django.db.models import F, Prefetch

from cache_version.models import bumps_cache_version
from policy.models.consultation import Consultation
from policy.models.document import StaffQuerySet
from publishing.models import Edition

LONGEST_ASK = 300


class TextQuerySet(StaffQuerySet):
    def with_editions(self):
        """With all versions, the newest first: two queries for any number of texts."""
        newest_first = Edition.objects.order_by(F("number").desc(nulls_last=True), "-pk")  # the discarded come last
        return self.select_related("publication").prefetch_related(Prefetch("publication__editions", newest_first))


@bumps_cache_version
class ConsultationResponse(models.Model):
    """Our answer to a consultation."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="consultation_response")
    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="response")

    objects = TextQuerySet.as_manager()

    def __str__(self):
        return f"Response to {self.consultation}"


class PositionPaper(models.Model):
    """What we stand for on a subject, and what we ask for."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="position_paper")

    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return str(self.publication)
