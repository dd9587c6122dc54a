"""That members were called by mail to give evidence: when, by whom, and which of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cleaning.constraint import shows_lines
from people.access import Permission
from policy.models.consultation import Consultation


class EvidenceCallQuerySet(models.QuerySet):
    def waiting(self):
        """Those whose mails are not written yet, the oldest first."""
        return self.filter(queued_at=None).order_by("pk")


class EvidenceCall(models.Model):
    """One mail about a consultation, to people of those members that had not answered when it was written."""

    class To(models.TextChoices):
        SENDERS = "senders", "Those who may send answers"
        WRITERS = "writers", "Everyone who may write answers"

    PERMISSION = {To.SENDERS: Permission.EVIDENCE_SEND, To.WRITERS: Permission.EVIDENCE_GIVE}

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="evidence_calls")
    # Which members: the part of an address that narrows the chase list, empty for all.
    members = models.CharField(max_length=200, blank=True)
    to = models.CharField("who gets it", max_length=7, choices=To, default=To.SENDERS)
    words = models.TextField("our own words", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    called_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    mails = models.PositiveIntegerField(null=True, blank=True)  # how many were queued

    objects = EvidenceCallQuerySet.as_manager()

    class Meta:
        ordering = ["-called_at", "-pk"]
        constraints = [
            shows_lines("words", name="evidence_call_words", may_be_empty=True),
            models.CheckConstraint(condition=Q(to__in=["senders", "writers"]), name="evidence_call_to_known"),
            models.CheckConstraint(
                condition=Q(queued_at=None, mails=None) | Q(queued_at__isnull=False, mails__isnull=False),
                name="evidence_call_counts_its_mails",
            ),
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(queued_at=None), name="evidence_call_one_waits"
            ),
        ]

    def __str__(self):
        return f"{self.consultation}: {self.get_to_display()}"

    @property
    def permission(self) -> Permission:
        """What somebody may do for a member who gets it."""
        return self.PERMISSION[self.to]
