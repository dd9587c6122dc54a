"""What a text of ours is about: others' papers and consultations. So a thread can be followed both ways."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from history import track
from policy.models.consultation import Consultation
from policy.models.document import Document, StaffQuerySet
from publishing import clock


class AboutQuerySet(StaffQuerySet):
    def public(self):
        """What readers may be told: consultations that have not opened and papers may be known to us in confidence."""
        rows = self.filter(Q(consultation=None) | Q(consultation__opens_at__lte=clock.now()))
        rows = rows.filter(Q(document=None) | Q(document__in=Document.objects.published()))
        return rows.select_related("document__body", "consultation__body")

    def copy_to(self, edition):
        """The same in another version."""
        return self.bulk_create(
            About(edition=edition, document_id=row.document_id, consultation_id=row.consultation_id) for row in self
        )


@bumps_cache_version
@track()
class About(models.Model):
    """A version of a text is about one paper or one consultation; about several in several rows.

    Readers see it, so it is part of what is approved: `publishing` reads it as `edition.about`.
    """

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="about")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="about")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, blank=True, related_name="about")

    objects = AboutQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        verbose_name_plural = "about"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, consultation__isnull=True)
                | Q(document__isnull=True, consultation__isnull=False),
                name="about_one_thing",
            ),
            models.UniqueConstraint(fields=["edition", "document"], name="about_document_once"),
            models.UniqueConstraint(fields=["edition", "consultation"], name="about_consultation_once"),
        ]

    def __str__(self):
        return str(self.document or self.consultation)

    @property
    def content(self) -> list:
        """Part of what an approval of the version is bound to."""
        return ["about", self.document_id, self.consultation_id]
