"""That our response was sent to the public body: when, how, under what number of theirs, and which file it was."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from policy.models.dated import TRIGGERS, Dated, DatedQuerySet
from policy.models.text import ConsultationResponse
from publishing.models import Edition

SHA256 = r"^[0-9a-f]{64}\Z"


class DispatchQuerySet(DatedQuerySet):
    def public(self):
        """Of responses that everyone may read."""
        return self.filter(response__publication__in=Edition.objects.public().values("publication"))

    def sent(self):
        """What was sent and counts: corrected by no later row. The earliest first."""
        return self.uncorrected().exclude(how=Dispatch.How.NOT_SENT).order_by("on", "at", "pk")


@bumps_cache_version
@track()
class Dispatch(Dated):
    """Our response went to them once. Recorded by hand: we send it by their form, by mail or by post, not from here."""

    OF = "response"

    class How(models.TextChoices):
        ONLINE = "online", "On their website"
        EMAIL = "email", "By e-mail"
        POST = "post", "By post"
        BY_HAND = "hand", "By hand"
        NOT_SENT = "not_sent", "It was not sent after all"  # what only a correction can say

    response = models.ForeignKey(ConsultationResponse, models.PROTECT, related_name="dispatches")
    edition = models.ForeignKey(
        "publishing.Edition", models.PROTECT, related_name="dispatches", verbose_name="which version"
    )
    how = models.CharField("how", max_length=8, choices=How)
    at = models.TimeField("at what time", null=True, blank=True)  # in London
    reference = models.CharField("their reference", max_length=100, blank=True)
    # The file itself stays with whoever sent it; by its SHA-256 (FIPS 180-4) it is recognised.
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["response", "on", "pk"]
        verbose_name_plural = "dispatches"
        constraints = [
            shows("reference", name="dispatch_reference", may_be_empty=True),
            shows("file_name", name="dispatch_file_name", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(file_name="", file_sha256="") | (~Q(file_name="") & Q(file_sha256__regex=SHA256)),
                name="dispatch_file_has_hash",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["online", "email", "post", "hand"]) | Q(how="not_sent", corrects__isnull=False),
                name="dispatch_how_known",
            ),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_how_display()
