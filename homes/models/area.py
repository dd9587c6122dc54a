from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from cleaning.constraint import shows
from history import track
from people.access import Permission, providers_with


class AreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the providers whose homes the user sees: a provider's own business, which no staff see."""
        return self.filter(provider__in=providers_with(user, Permission.HOME_VIEW))

    def editable_by(self, user):
        return self.filter(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))


@track()
class Area(models.Model):
    """Some of a provider's homes under a name of its own, and who manages them together: one of its people."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="areas")
    name = models.CharField(max_length=60)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="area manager"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            shows("name", name="area_name"),
            models.UniqueConstraint(
                "provider",
                Lower("name"),
                name="area_name_once",
                violation_error_message="Another of your areas has this name.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("homes:area_edit", args=[self.pk])
