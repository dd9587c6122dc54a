"""Who must not be written to, and the evidence for who may be."""

import hashlib

import pgtrigger
from django.db import models


def email_hash(email: str) -> str:
    """SHA-256 of a normalised address: what a suppression keeps after the person's own row is erased."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


class Suppression(models.Model):
    """An address that bulletins must not go to, kept as a hash so that it outlives the person's erasure."""

    class Reason(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", "Asked us to stop"
        HARD_BOUNCE = "hard_bounce", "The address fails"
        COMPLAINT = "complaint", "Marked as spam"

    email_sha256 = models.CharField(max_length=64)
    scope = models.CharField(max_length=30, default="bulletins")
    reason = models.CharField(max_length=20, choices=Reason)
    evidence = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email_sha256", "scope"], name="suppression_once")]

    def __str__(self):
        return f"{self.get_reason_display()} ({self.scope})"


class ConsentEvent(models.Model):
    """What someone agreed to or withdrew, in which words and when (UK GDPR article 7(1)). Append-only."""

    email_sha256 = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=30)
    given = models.BooleanField()
    wording = models.TextField()
    source = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.purpose}: {'given' if self.given else 'withdrawn'}"
