"""Files that show that a duty was done: a certificate, a risk assessment, an insurance. Never about a child."""

from django.conf import settings
from django.db import models

from duties.models.duty import DutyDone
from history import track


class EvidenceFileQuerySet(models.QuerySet):
    """Seen and edited as their home is, and never by the association's people, with whom no file is shared."""

    def visible_to(self, user):
        return self.filter(done__in=DutyDone.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(done__in=DutyDone.objects.editable_by(user))

    def listed(self):
        """Without their bytes."""
        return self.defer("raw")


@track(exclude=["raw"])
class EvidenceFile(models.Model):
    """A file of a day on which an own duty was done, as it was made anew. It has no name: words of a person's own
    would stand there. Removing it deletes its bytes; that it was there stays in the history."""

    done = models.ForeignKey(DutyDone, models.CASCADE, related_name="files")
    media_type = models.CharField(max_length=100)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()  # bytes
    raw = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return f"Evidence {self.pk}"

    @property
    def file_name(self) -> str:
        """What it is called once it is saved."""
        return f"evidence-{self.done.done_on}-{self.pk}.{self.ending}"
