"""What we ask for: an ask lasts, its wording belongs to a version of the paper, and what became of it is dated."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from cache_version.models import bumps_cache_version
from history import track
from policy.models.body import HTTPS, StaffQuerySet
from policy.models.text import PositionPaper


class AskQuerySet(StaffQuerySet):
    def with_wordings(self):
        """With their wordings, that of the newest version first: one query more for any number."""
        newest_first = AskWording.objects.select_related("edition").order_by("-edition__number")
        return self.prefetch_related(Prefetch("wordings", newest_first))

    def with_state(self):
        """Annotated with `state` and `state_on`: what became of it, as it was recorded last; None where nothing was."""
        newest = AskState.objects.filter(ask=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(state=Subquery(newest.values("state")[:1]), state_on=Subquery(newest.values("on")[:1]))


@bumps_cache_version
@track()
class Ask(models.Model):
    """One thing that a position asks someone to do, through all versions of the paper."""

    position = models.ForeignKey(PositionPaper, models.CASCADE, related_name="asks")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.wordings.last() or f"Ask {self.pk}")

    @property
    def state_label(self) -> str:
        """From `with_state` only."""
        return AskState.State(self.state).label if self.state else "Nothing yet"


@bumps_cache_version
@track()
class AskWording(models.Model):
    """How one version of the paper words an ask: read off its words as they are approved, never typed beside them."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="wordings")
    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="ask_wordings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="ask_wording_number_once"),
            models.UniqueConstraint(fields=["edition", "ask"], name="ask_wording_once"),
        ]

    def __str__(self):
        return self.text


@bumps_cache_version
class AskState(models.Model):
    """What became of an ask on a day, with its source. A mistake is followed by another row, never rewritten."""

    class State(models.TextChoices):
        MET = "met", "Met"
        PARTLY = "partly", "Met in part"
        UNDER_WAY = "under_way", "Under way"
        REFUSED = "refused", "Refused"
        OPEN = "open", "Open again"
        ASKED_NO_MORE = "asked_no_more", "We ask for it no longer"

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="states")
    state = models.CharField("what became of it", max_length=13, choices=State)
    on = models.DateField("since")
    words = models.TextField("how we know")
    source = models.URLField("where that can be read", max_length=500, blank=True, validators=[HTTPS])
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="") | Q(source__startswith="https://"), name="ask_state_source_https"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["met", "partly", "under_way", "refused", "open", "asked_no_more"]),
                name="ask_state_known",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="no_update", operation=pgtrigger.UpdateOf("ask_id", "state", "on", "words", "source")
            ),
        ]

    def __str__(self):
        return self.get_state_display()
