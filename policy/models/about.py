"""What a text of ours is about: papers, recommendations and consultations. So a thread can be followed both ways."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from history import track
from policy.models.consultation import Consultation
from policy.models.document import Document, StaffQuerySet
from policy.models.recommendation import Recommendation
from publishing import clock

THINGS = ("document", "consultation", "recommendation")


def _is_one(thing: str) -> Q:
    return Q(**{f"{other}__isnull": other != thing for other in THINGS})


class AboutQuerySet(StaffQuerySet):
    def public(self):
        """What readers may be told: consultations that have not opened and papers may be known to us in confidence."""
        rows = self.filter(Q(consultation=None) | Q(consultation__opens_at__lte=clock.now()))
        rows = rows.filter(Q(document=None) | Q(document__in=Document.objects.published()))
        rows = rows.filter(Q(recommendation=None) | Q(recommendation__in=Recommendation.objects.public()))
        return rows.select_related("document__body", "consultation__body", "recommendation__document__body")

    def copy_to(self, edition):
        """The same in another version."""
        return self.bulk_create(
            About(edition=edition, **{f"{name}_id": getattr(row, f"{name}_id") for name in THINGS}) for row in self
        )


@bumps_cache_version
@track()
class About(models.Model):
    """A version of a text is about one paper, one consultation or one recommendation; about several in several rows.

    Readers see it, so it is part of what is approved: `publishing` reads it as `edition.about`.
    """

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="about")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="about")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, blank=True, related_name="about")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="about")

    objects = AboutQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        verbose_name_plural = "about"
        constraints = [
            models.CheckConstraint(
                condition=_is_one("document") | _is_one("consultation") | _is_one("recommendation"),
                name="about_one_of_three",
            ),
            models.UniqueConstraint(fields=["edition", "document"], name="about_document_once"),
            models.UniqueConstraint(fields=["edition", "consultation"], name="about_consultation_once"),
            models.UniqueConstraint(fields=["edition", "recommendation"], name="about_recommendation_once"),
        ]

    def __str__(self):
        return str(self.document or self.consultation or f"{self.recommendation}: {self.recommendation.document}")

    @property
    def content(self) -> list:
        """Part of what an approval of the version is bound to."""
        thing = [self.document_id, self.consultation_id]  # what was approved before there was a third stays approved
        return ["about", *thing, *([self.recommendation_id] if self.recommendation_id else [])]
