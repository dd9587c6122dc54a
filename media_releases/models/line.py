from django.db import models
from django.utils import timezone

from people.access import Permission, can
from people.history import track


class LineToTakeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk and the people who approve releases."""
        return self if can(user, Permission.PRESS_DESK) or can(user, Permission.RELEASE_APPROVE) else self.none()

    def current(self, on=None):
        """Lines that have not expired on a date (default: today in London)."""
        return self.filter(expires_on__gte=on or timezone.localdate())


@track()
class LineToTake(models.Model):
    """What we say when asked about something, until it expires. For the press desk, never public."""

    topic = models.ForeignKey("publishing.Topic", models.PROTECT, related_name="lines_to_take")
    question = models.CharField("when they ask", max_length=200)
    line = models.TextField("we say")
    expires_on = models.DateField("use until")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LineToTakeQuerySet.as_manager()

    class Meta:
        ordering = ["topic__name", "question", "pk"]
        verbose_name_plural = "lines to take"

    def __str__(self):
        return self.question
