from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from history import track
from people.access import permissions_of
from publishing.kinds import KINDS, kinds_with


class UrgentReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff: of texts of the kinds that they may write or approve."""
        return self.filter(edition__publication__kind_name__in=kinds_with(permissions_of(user)))

    def unreviewed(self):
        return self.filter(reviewed_at=None)

    def waiting_for(self, user):
        """Not reviewed yet, and the user may: by their role, and having neither published nor written it."""
        allowed = permissions_of(user)
        names = [kind.name for kind in KINDS.values() if kind.approve in allowed]
        others = self.exclude(published_by=user).exclude(edition__authors=user)
        return others.unreviewed().filter(edition__publication__kind_name__in=names)

    def published_before(self, moment: datetime):
        return self.filter(published_at__lt=moment)


@track()
class UrgentReview(models.Model):
    """A text that was published without a second person, why, and what a second person found afterwards."""

    class Verdict(models.TextChoices):
        STANDS = "stands", "It stands as it is"
        CORRECTED = "corrected", "It needs a correction"
        WITHDRAWN = "withdrawn", "Withdraw it now"

    edition = models.OneToOneField("publishing.Edition", models.CASCADE, related_name="urgent_review")
    reason = models.CharField(max_length=255)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    note = models.CharField(max_length=255, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = UrgentReviewQuerySet.as_manager()

    class Meta:
        ordering = ["published_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="urgent_has_a_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, verdict="", reviewed_by=None)
                | (Q(reviewed_at__isnull=False) & ~Q(verdict="")),
                name="urgent_reviewed_with_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("published_by")), name="urgent_reviewed_by_another"
            ),
            models.CheckConstraint(condition=Q(verdict__in=["", "stands"]) | ~Q(note=""), name="urgent_fault_is_named"),
        ]

    def __str__(self):
        return f"Review {self.pk}"
