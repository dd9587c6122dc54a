"""What government says of a recommendation, what we found, and where we stand: three fields, each with its history.

Rows are never changed or deleted, not even by a slip of ours: a correction is a later row that says which one it
corrects.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows_lines
from history import track
from policy.models.body import HTTPS, StaffQuerySet
from publishing.models import Edition

LONGEST = 2000
TRIGGERS = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
HAS_SOURCE = Q(source__isnull=False) | Q(link__startswith="https://")


class DatedQuerySet(StaffQuerySet):
    def public(self):
        """Those of what everyone sees."""
        recommendations = self.model._meta.get_field("recommendation").related_model
        return self.filter(recommendation__in=recommendations.objects.public())

    def uncorrected(self):
        """Those that no later row corrects."""
        return self.filter(~Exists(self.model._base_manager.filter(corrects=OuterRef("pk"))))

    def newest(self):
        """Of each recommendation the newest that no later row corrects: what counts now."""
        each = self.uncorrected().order_by("recommendation_id", "-on", "-pk").distinct("recommendation_id")
        return self.model.objects.filter(pk__in=each.values("pk"))

    def with_source(self):
        """The newest first, with what they name and whether they were corrected: `is_corrected`."""
        corrected = Exists(self.model._base_manager.filter(corrects=OuterRef("pk")))
        return self.annotate(is_corrected=corrected).order_by("-on", "-pk")


class Dated(models.Model):
    """What all three have: a day, words, who recorded it and when, and which row of the same it corrects."""

    recommendation = models.ForeignKey("policy.Recommendation", models.PROTECT, related_name="%(class)s_rows")
    on = models.DateField("on which day")
    words = models.TextField(max_length=LONGEST, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["recommendation", "on", "pk"]

    @property
    def anchor(self) -> str:
        """Its place on the page of its recommendation."""
        return f"{self._meta.model_name}-{self.pk}"


class Sourced(Dated):
    """A day and words that rest on a document of ours, or on a page elsewhere."""

    source = models.ForeignKey("policy.Document", models.PROTECT, null=True, blank=True, related_name="%(class)s_rows")
    link = models.URLField("or a link to it", max_length=500, validators=[HTTPS], blank=True)

    class Meta(Dated.Meta):
        abstract = True


class Says(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"
    NONE = "none", "No reply"
    LAPSED = "lapsed", "Lapsed: the government changed"


@bumps_cache_version
@track()
class GovernmentReply(Sourced):
    """What government says, on a day. That it says nothing, or that it is another government, needs no source."""

    says = models.CharField("government says", max_length=8, choices=Says)

    class Meta(Sourced.Meta):
        verbose_name_plural = "government replies"
        constraints = [
            shows_lines("words", name="government_reply_words", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(says__in=[Says.NONE, Says.LAPSED]) | HAS_SOURCE, name="government_reply_has_source"
            ),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_says_display()


@bumps_cache_version
@track()
class Finding(Sourced):
    """What we found to be so, on a day, with what it rests on."""

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", "Not begun"
        UNDER_WAY = "under_way", "Under way"
        PARTLY = "partly", "Done in part"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    state = models.CharField("we found", max_length=9, choices=State)

    class Meta(Sourced.Meta):
        constraints = [
            shows_lines("words", name="finding_words", may_be_empty=True),
            models.CheckConstraint(condition=HAS_SOURCE, name="finding_has_source"),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_state_display()


class StanceQuerySet(DatedQuerySet):
    def public(self):
        """Those that a public text of ours carries: words in our name are approved before anybody reads them."""
        return super().public().filter(publication__in=Edition.objects.public().values("publication"))


@bumps_cache_version
@track()
class Stance(Dated):
    """Where we stand on a recommendation, from a day, and why."""

    class Kind(models.TextChoices):
        SUPPORT = "support", "We support it"
        CONDITIONS = "conditions", "We support it with conditions"
        OPPOSE = "oppose", "We oppose it"
        NONE = "none", "We take no view"

    stance = models.CharField("our stance", max_length=10, choices=Kind)
    publication = models.ForeignKey(
        "publishing.Publication", models.PROTECT, null=True, blank=True, related_name="stances"
    )

    objects = StanceQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            shows_lines("words", name="stance_words", may_be_empty=True),
            models.CheckConstraint(condition=Q(stance="none") | ~Q(words=""), name="stance_says_why"),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_stance_display()
