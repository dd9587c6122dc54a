from django.db import models
from django.db.models.functions import Lower

from cleaning.constraint import shows
from history import track
from people.access import Permission, can


class SubscriberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who write bulletins see all subscribers; nobody else any."""
        return self if can(user, Permission.BULLETIN_WRITE) else self.none()


@track()
class Subscriber(models.Model):
    """Someone without a login who asked for bulletins. The evidence is in people.ConsentEvent."""

    email = models.EmailField("email address", max_length=254, unique=True)  # lower case
    name = models.CharField(max_length=150, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        constraints = [
            shows("name", name="subscriber_name", may_be_empty=True),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="subscriber_email_in_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email
