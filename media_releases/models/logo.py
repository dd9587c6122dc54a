from django.db import models
from django.db.models import Q

from people.access import Permission, can
from people.history import track
from people.models.epoch import bumps_epoch
from publishing.models import Shown


class LogoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk sees all, retired ones too."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def public(self):
        """Those that may be used now."""
        return self.filter(is_current=True).select_related("image")


@bumps_epoch
@track()
class Logo(models.Model):
    """One form of our logo in the media pack. A new form is a new row; an old one is retired."""

    name = models.CharField("which form", max_length=120)
    image = models.ForeignKey("publishing.Attachment", models.PROTECT, related_name="logos")
    alt = models.CharField("what it shows", max_length=300)
    licence = models.CharField(max_length=10, choices=Shown.Licence)
    is_current = models.BooleanField(default=True)

    objects = LogoQuerySet.as_manager()

    class Meta:
        ordering = ["-is_current", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(alt="") & ~Q(licence=""), name="logo_is_described")]

    def __str__(self):
        return self.name


def public_logos():
    """Ids of the images that the media pack shows: one of `settings.PUBLIC_FILES`."""
    return Logo.objects.filter(is_current=True).values("image")
