"""What government says of a recommendation, what we found, and where we stand: three fields, each with its history."""

from django.db import models
from django.db.models import Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows_lines
from history import track
from policy.models.dated import HAS_SOURCE, TRIGGERS, Dated, DatedQuerySet, Sourced
from publishing.models import Edition

ORDER = ["recommendation", "on", "pk"]


class OfRecommendation(models.Model):
    """A dated row of a recommendation."""

    OF = "recommendation"

    recommendation = models.ForeignKey("policy.Recommendation", models.PROTECT, related_name="%(class)s_rows")

    class Meta:
        abstract = True


class Says(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"
    NONE = "none", "No reply"
    LAPSED = "lapsed", "Lapsed: the government changed"


@bumps_cache_version
@track()
class GovernmentReply(OfRecommendation, Sourced):
    """What government says, on a day. That it says nothing, or that it is another government, needs no source."""

    says = models.CharField("government says", max_length=8, choices=Says)

    class Meta:
        ordering = ORDER
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
class Finding(OfRecommendation, Sourced):
    """What we found to be so, on a day, with what it rests on."""

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", "Not begun"
        UNDER_WAY = "under_way", "Under way"
        PARTLY = "partly", "Done in part"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    state = models.CharField("we found", max_length=9, choices=State)

    class Meta:
        ordering = ORDER
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
class Stance(OfRecommendation, Dated):
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

    class Meta:
        ordering = ORDER
        constraints = [
            shows_lines("words", name="stance_words", may_be_empty=True),
            models.CheckConstraint(condition=Q(stance="none") | ~Q(words=""), name="stance_says_why"),
        ]
        triggers = TRIGGERS

    def __str__(self):
        return self.get_stance_display()
