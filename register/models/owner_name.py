from django.conf import settings
from django.db import models

from history import track
from people.access import Permission, can


class OwnerNameQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who belongs to whom among our providers is for staff who confirm homes."""
        return self if can(user, Permission.HOME_CONFIRM) else self.none()


@track()
class OwnerName(models.Model):
    """That a name which lists print, in any of its spellings, is a provider here: a person has confirmed it."""

    key = models.CharField(max_length=200, unique=True)  # of register.lists.owners
    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="owner_names")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    objects = OwnerNameQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="owner_name_is_not_blank")]

    def __str__(self):
        return self.key
