from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from encryption import EncryptedTextField
from people.access import Permission, can

UNDO_WITHIN = timedelta(days=1)
IN_FORCE = Q(undone_at=None)


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def in_force(self):
        return self.filter(IN_FORCE)

    def about(self, row) -> dict:
        """What a page says of a row, in force: `into` which other one it was merged, and those `merged` into it."""
        merges = self.in_force()
        return {
            "into": merges.filter(gone=row).select_related("survivor", "by").first(),
            "merged": merges.filter(survivor=row).select_related("gone", "by"),
        }

    def undoable(self):
        """Those that can still be taken back."""
        return self.in_force().filter(made_at__gt=timezone.now() - UNDO_WITHIN)


class Merge(models.Model):
    """That one row was merged into another, with each value that it changed, to be taken back for a day."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changes = EncryptedTextField()  # JSON: for each the model, row, column, and the values before and after
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Merge {self.pk}"

    @property
    def undo_until(self):
        return self.made_at + UNDO_WITHIN

    @property
    def can_be_undone(self) -> bool:
        """Whether a day has not passed yet, and nobody took it back."""
        return self.undone_at is None and timezone.now() < self.undo_until


class ProviderMerge(Merge):
    """That one provider was merged into another."""

    gone = models.ForeignKey("people.Provider", models.PROTECT, related_name="merges")
    survivor = models.ForeignKey("people.Provider", models.PROTECT, related_name="merged_here")

    class Meta(Merge.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(gone=F("survivor")), name="merge_of_two"),
            models.UniqueConstraint(fields=["gone"], condition=IN_FORCE, name="merge_once"),
        ]


class UserMerge(Merge):
    """That one person had two accounts, of which one is closed since."""

    gone = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merges")
    survivor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merged_here")
    # Whoever merged them said for itself that they are one person although the accounts had two names.
    names_differed = models.BooleanField(default=False, db_default=False)

    class Meta(Merge.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(gone=F("survivor")), name="user_merge_of_two"),
            models.UniqueConstraint(fields=["gone"], condition=IN_FORCE, name="user_merge_once"),
        ]
