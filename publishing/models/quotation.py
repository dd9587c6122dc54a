import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q

from cache_version.models import bumps_cache_version
from history import track
from people.access import permissions_of
from publishing.kinds import kinds_with
from publishing.workflow import OPEN


class QuotationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff: quotations in texts of the kinds that they may write or approve."""
        return self.filter(edition__publication__kind_name__in=kinds_with(permissions_of(user)))

    def own(self, user):
        """Those whose words are the user's, in texts that are not approved yet."""
        open_texts = self.filter(edition__state__in=OPEN, edition__publication__removed_at=None)
        return open_texts.filter(user=user)

    def unapproved(self):
        return self.filter(approved_at=None)

    def waiting(self):
        """Neither approved nor sent back by their speaker."""
        return self.unapproved().filter(objection="")


@bumps_cache_version
@track()
class Quotation(models.Model):
    """Someone's words in an edition: who says them, and that they approved exactly these words as theirs."""

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="quotations")
    position = models.PositiveSmallIntegerField()  # from 1, in the order of the text
    words = models.TextField()  # plain, as they stand in the text
    speaker = models.CharField("who says it", max_length=120, blank=True)
    job = models.CharField("their job", max_length=160, blank=True)
    # A colleague approves here; for anyone else a writer notes how they did.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    how = models.CharField("how they approved it", max_length=120, blank=True)
    objection = models.CharField("why they sent it back", max_length=255, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            # Checked at the end: two quotations may change places.
            models.UniqueConstraint(
                fields=["edition", "position"], name="quotation_position_once", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, how="") | (Q(approved_at__isnull=False) & ~Q(how="") & ~Q(speaker="")),
                name="quotation_approved_by_a_speaker",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(objection=""), name="quotation_not_approved_and_sent_back"
            ),
        ]

    def __str__(self):
        return f"Quotation {self.position}"

    @property
    def attribution(self) -> str:
        return f"{self.speaker}, {self.job}" if self.job else self.speaker

    @property
    def seal(self) -> str:
        """SHA-256 of the words and whose they are: what a speaker's approval is bound to, so it stays as it is."""
        return hashlib.sha256(json.dumps([self.words, self.speaker, self.job]).encode()).hexdigest()

    def void(self) -> None:
        """Take the approval and the objection off the row: it says something else now. The caller saves it."""
        self.approved_at, self.approved_by, self.how, self.objection = None, None, "", ""
