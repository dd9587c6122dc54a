from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from publishing.models import Shown


class SpokespersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk sees all, those too who speak for us no more."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def public(self):
        """Those who speak for us now."""
        return self.filter(is_current=True).select_related("photo")


@bumps_cache_version
@track()
class Spokesperson(models.Model):
    """Someone who speaks for us. Reached through the press office only: no telephone number is kept here."""

    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    speaks_about = models.CharField(max_length=200)
    languages = models.CharField(max_length=80, default="English")
    biography = models.TextField()
    photo = models.ForeignKey(
        "publishing.Attachment", models.PROTECT, null=True, blank=True, related_name="spokespeople"
    )
    alt = models.CharField("what the photo shows", max_length=300, blank=True)
    credit = models.CharField(max_length=160, blank=True)
    licence = models.CharField(max_length=10, choices=Shown.Licence, blank=True)
    position = models.PositiveSmallIntegerField("place in the list", default=1)
    is_current = models.BooleanField("speaks for us", default=True)

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        ordering = ["-is_current", "position", "name", "pk"]
        verbose_name_plural = "spokespeople"
        constraints = [
            shows("name", name="spokesperson_name"),
            models.CheckConstraint(
                condition=Q(photo=None) | (~Q(alt="") & ~Q(credit="") & ~Q(licence="")),
                name="spokesperson_photo_is_described",
            ),
        ]

    def __str__(self):
        return self.name


def public_photos():
    """Ids of the photos that the page of spokespeople shows: one of `settings.PUBLIC_FILES`."""
    return Spokesperson.objects.filter(is_current=True, photo__isnull=False).values("photo")
