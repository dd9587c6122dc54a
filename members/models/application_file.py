"""What an applicant and staff add to an application: files, and what they ask and answer."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from history import track
from members.models.application import Application


class ApplicationFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As their applications are."""
        return self.filter(application__in=Application.objects.visible_to(user))

    def listed(self):
        """Without their bytes."""
        return self.defer("raw")


@track(exclude=["raw"])
class ApplicationFile(models.Model):
    """A file that shows what an application says, as it was made anew. It has no name of anybody's choosing."""

    class About(models.TextChoices):
        OWNERSHIP = "ownership", "Who owns the organisation"
        TAX = "tax", "Where taxes are paid"
        OTHER = "other", "Something else that we asked for"

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    about = models.CharField("what it shows", max_length=10, choices=About)
    media_type = models.CharField(max_length=100)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()  # bytes
    raw = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return f"{self.get_about_display()}, file {self.pk}"

    @property
    def file_name(self) -> str:
        """What it is called once it is saved."""
        return f"application-{self.application_id}-{self.about}-{self.pk}.{self.ending}"


@track()
class ApplicationMessage(models.Model):
    """What staff asked an applicant for, or what the applicant answered."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="messages")
    by_applicant = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")  # staff who asked
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="application_message_text"),
            models.CheckConstraint(condition=Q(by_applicant=False) | Q(user=None), name="application_message_by"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="no_update", operation=pgtrigger.UpdateOf("application_id", "by_applicant", "text", "at")
            )
        ]

    def __str__(self):
        return f"{self.application}, {self.at:%-d %B %Y}"
