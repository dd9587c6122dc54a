"""Who asked to be erased, or of whom staff ask it, and what came of it; and when a rule of retention removed what."""

from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from encryption import EncryptedTextField
from people.access import Permission, can

# UK GDPR, article 12(3): within one month; so many days are never more.
ANSWER_WITHIN = timedelta(days=28)
WAITS = Q(done_at=None, refused_at=None, withdrawn_at=None)


class ErasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever erases people sees all of them."""
        return self if can(user, Permission.PERSON_ERASE) else self.none()

    def own(self, user):
        """Those about the person themselves."""
        return self.filter(user=user)

    def waiting(self):
        """Neither done nor refused nor withdrawn, the oldest first."""
        return self.filter(WAITS).order_by("asked_on", "pk")

    def settled(self):
        """The latest first."""
        return self.exclude(WAITS).order_by("-pk")


class Erasure(models.Model):
    """A person is to be erased (UK GDPR, article 17). What is left of it names nobody."""

    class Reason(models.TextChoices):
        ASKED = "asked", "They ask for it"
        LEFT = "left", "They have left, and nothing is to be kept of them here"
        MISTAKE = "mistake", "They never should have had an account"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField("why", max_length=10, choices=Reason, default=Reason.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField(default=timezone.localdate)
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why_refused = EncryptedTextField(blank=True)
    went = models.JSONField(default=dict)  # what was removed, in words → how many

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=WAITS, name="erasure_waits_once"),
            models.CheckConstraint(
                condition=WAITS
                | Q(done_at__isnull=False, refused_at=None, withdrawn_at=None)
                | Q(done_at=None, refused_at__isnull=False, withdrawn_at=None)
                | Q(done_at=None, refused_at=None, withdrawn_at__isnull=False),
                name="erasure_settled_once",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | ~Q(why_refused=""), name="erasure_refused_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.UpdateOf("reason", "asked_on", "done_at", "refused_at", "withdrawn_at", "went"),
                condition=pgtrigger.Q(old__done_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Erasure {self.pk}"

    @property
    def due_on(self) -> date:
        return self.asked_on + ANSWER_WITHIN

    @property
    def is_late(self) -> bool:
        return self.waits and self.due_on < timezone.localdate()

    @property
    def waits(self) -> bool:
        return not (self.done_at or self.refused_at or self.withdrawn_at)

    @property
    def state(self) -> str:
        if self.done_at:
            return "Erased"
        if self.refused_at:
            return "Refused"
        return "Withdrawn" if self.withdrawn_at else "To be decided"


class RetentionRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees security events sees what was removed."""
        return self if can(user, Permission.SECURITY_VIEW) else self.none()


class RetentionRun(models.Model):
    """That a rule of retention removed something. Append-only: it stays when what was removed is long gone."""

    rule = models.CharField(max_length=40)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    removed = models.PositiveIntegerField(default=0)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="finished_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.rule}: {self.removed}"
