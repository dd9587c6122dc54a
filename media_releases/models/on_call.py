from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from history import track
from people.access import Permission, can


class OnCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk and the people who approve releases."""
        return self if can(user, Permission.PRESS_DESK) or can(user, Permission.RELEASE_APPROVE) else self.none()

    def editable_by(self, user):
        """The press desk keeps the rota; a shift that is over stays as it was."""
        return self.filter(ends_at__gt=timezone.now()) if can(user, Permission.PRESS_DESK) else self.none()

    def now(self):
        """Whoever is on call at this moment."""
        moment = timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment).select_related("user")

    def coming(self):
        """Shifts that have not begun, the next first."""
        return self.filter(starts_at__gt=timezone.now()).select_related("user")

    def between(self, begins, ends):
        """Shifts of which some part lies between two instants."""
        return self.filter(starts_at__lt=ends, ends_at__gt=begins).select_related("user")


@track()
class OnCall(models.Model):
    """Who can approve a text, by which telephone, during which hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="on_call")
    telephone = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = OnCallQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name_plural = "on call"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="on_call_ends_after_start")
        ]

    def __str__(self):
        return f"{self.user}, {self.telephone}"

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()
