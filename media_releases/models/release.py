from django.db import models

from people.access import Permission, can


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who write or approve releases see all of them."""
        return self if can(user, Permission.RELEASE_WRITE) or can(user, Permission.RELEASE_APPROVE) else self.none()


class Release(models.Model):
    """A publication of ours that the press page shows, and the enquiry that it answers if there was one."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="release")
    enquiry = models.ForeignKey("Enquiry", models.SET_NULL, null=True, blank=True, related_name="releases")

    objects = ReleaseQuerySet.as_manager()

    def __str__(self):
        return str(self.publication)
