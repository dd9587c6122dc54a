"""What papers of others recommend, numbered as they number it, by theme."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows, shows_lines
from history import track
from people.access import Permission, can_any
from people.models import Listed, ListedQuerySet
from policy.models.body import DESK, StaffQuerySet
from policy.models.document import Document
from policy.models.reply import Finding, GovernmentReply, Says

LONGEST = 4000
NUMBERED = "This document has a recommendation of that number already. Write another number, or change that one."


class ThemeQuerySet(ListedQuerySet, StaffQuerySet):
    pass


@bumps_cache_version
@track()
class Theme(Listed):
    """What recommendations are about, in our own words: by it they are found across papers."""

    KEEPER = Permission.POLICY_WRITE

    name = models.CharField(max_length=80)

    objects = ThemeQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="theme_name"),
            models.UniqueConstraint(
                Lower("name"),
                name="theme_name_once",
                violation_error_code="name",
                violation_error_message="This theme is in the list already, offered or retired.",
            ),
        ]

    def __str__(self):
        return self.name


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the policy desk; for anybody else what is public."""
        return self if can_any(user, DESK) else self.public()

    def public(self):
        """Those of papers that everyone sees here."""
        return self.filter(document__in=Document.objects.public())

    def with_state(self):
        """Annotated with `says`, `says_on`, `found` and `found_on`: the newest of each that no later row corrects."""
        replies = GovernmentReply.objects.uncorrected().filter(recommendation=OuterRef("pk")).order_by("-on", "-pk")
        findings = Finding.objects.uncorrected().filter(recommendation=OuterRef("pk")).order_by("-on", "-pk")
        return self.select_related("document__body", "theme").annotate(
            says=Subquery(replies.values("says")[:1]),
            says_on=Subquery(replies.values("on")[:1]),
            found=Subquery(findings.values("state")[:1]),
            found_on=Subquery(findings.values("on")[:1]),
        )

    def with_says(self, says: str):
        """Those of which government says that now; with "", those of which it is not recorded that it says anything."""
        if not says:
            return self.exclude(pk__in=GovernmentReply.objects.values("recommendation"))
        return self.filter(pk__in=GovernmentReply.objects.newest().filter(says=says).values("recommendation"))

    def with_found(self, state: str):
        """Those that we found to be so at last; with "", those that nobody has looked at."""
        if not state:
            return self.exclude(pk__in=Finding.objects.values("recommendation"))
        return self.filter(pk__in=Finding.objects.newest().filter(state=state).values("recommendation"))

    def open(self):
        """Neither refused, lapsed nor dropped, and not done."""
        ended = GovernmentReply.objects.newest().filter(says__in=[Says.REJECTED, Says.LAPSED])
        settled = Finding.objects.newest().filter(state__in=[Finding.State.DONE, Finding.State.DROPPED])
        rest = self.exclude(pk__in=ended.values("recommendation"))
        return rest.exclude(pk__in=settled.values("recommendation"))

    def in_order(self):
        """The newest paper first, and in it as the paper numbers them."""
        return self.order_by("-document__published_on", "-document", "place", "pk")


@bumps_cache_version
@track()
class Recommendation(models.Model):
    """One thing that a paper recommends. Its address is its own key, so that it lasts and can be cited."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="recommendations")
    number = models.CharField(max_length=20)
    place = models.PositiveIntegerField(default=0, editable=False)  # in the paper
    text = models.TextField("what it recommends", max_length=LONGEST)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="recommendations")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["document", "place", "pk"]
        constraints = [
            shows("number", name="recommendation_number"),
            shows_lines("text", name="recommendation_text"),
            models.UniqueConstraint(
                fields=["document", "number"],
                name="recommendation_number_once",
                violation_error_code="number",
                violation_error_message=NUMBERED,
            ),
        ]

    def __str__(self):
        return f"Recommendation {self.number}"

    @property
    def reference(self) -> str:
        """How it is cited."""
        return f"R{self.pk}"

    @property
    def says_in_words(self) -> str:
        """From `with_state` only."""
        return Says(self.says).label if self.says else "No reply recorded"

    @property
    def found_in_words(self) -> str:
        """From `with_state` only."""
        return Finding.State(self.found).label if self.found else "Not looked at yet"
