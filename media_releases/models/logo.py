from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.access import Permission
from people.models import Listed, ListedQuerySet
from publishing.models import Shown


class LogoQuerySet(ListedQuerySet):
    def editable_by(self, user):
        """All of them with their images, retired ones too, for the press desk."""
        return super().editable_by(user).select_related("image")

    def public(self):
        """Those that may be used now."""
        return self.filter(is_current=True).select_related("image")


@bumps_cache_version
@track()
class Logo(Listed):
    """One form of our logo in the media pack. Another image is another row; an old one is retired."""

    KEEPER = Permission.PRESS_DESK

    name = models.CharField("which form", max_length=120)
    image = models.ForeignKey("publishing.Attachment", models.PROTECT, related_name="logos")
    alt = models.CharField("what it shows", max_length=300)
    licence = models.CharField(max_length=10, choices=Shown.Licence)

    objects = LogoQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="logo_name"),
            models.CheckConstraint(condition=~Q(alt="") & ~Q(licence=""), name="logo_is_described"),
        ]

    def __str__(self):
        return self.name


def public_logos():
    """Ids of the images that the media pack shows: one of `settings.PUBLIC_FILES`."""
    return Logo.objects.filter(is_current=True).values("image")
