"""What we ask for: an ask lasts, its wording belongs to a version of the paper, and what became of it is dated."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from cache_version.models import bumps_cache_version
from history import track
from policy.models.body import HTTPS, StaffQuerySet
from policy.models.text import PositionPaper
from publishing.models import Edition


class AskWordingQuerySet(models.QuerySet):
    def public(self):
        """How versions word asks that readers see, or saw until another took its place and still find there."""
        readable = Q(edition__in=Edition.objects.public()) | Q(edition__in=Edition.objects.replaced())
        return self.filter(readable)


class AskQuerySet(StaffQuerySet):
    def public(self):
        """Those that a version which everyone reads words, now or until it was replaced: an ask lasts."""
        return self.filter(Exists(AskWording.objects.public().filter(ask=OuterRef("pk"))))

    def for_readers(self):
        """Of public ones: with their state and, in `wordings`, what readers see of their words, newest first.

        Annotated with `asked_at`, when they were first asked, and `is_asked`, whether the paper asks for them still.
        """
        words = AskWording.objects.public().select_related("edition__publication").order_by("-edition__number")
        first = words.filter(ask=OuterRef("pk")).annotate(at=F("edition__public_during__startswith")).order_by("at")
        now = AskWording.objects.filter(ask=OuterRef("pk"), edition__in=Edition.objects.public())
        asked_at = Subquery(first.values("at")[:1])
        asks = self.with_state().annotate(asked_at=asked_at, is_asked=Exists(now))
        return asks.prefetch_related(Prefetch("wordings", words)).order_by("-asked_at", "pk")

    def with_current_state(self, state: str):
        """Of those `with_state` the ones in it; with "", those of which nothing is recorded."""
        return self.filter(state=state or None)

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
    def reference(self) -> str:
        """By what it is cited."""
        return f"A{self.pk}"

    @property
    def newest(self) -> "AskWording":
        """From `for_readers` only: in what words readers found it last."""
        return self.wordings.all()[0]

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

    objects = AskWordingQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="ask_wording_number_once"),
            models.UniqueConstraint(fields=["edition", "ask"], name="ask_wording_once"),
        ]

    def __str__(self):
        return self.text


class AskStateQuerySet(models.QuerySet):
    def public(self):
        """Those of asks that everyone sees."""
        return self.filter(ask__in=Ask.objects.public())


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

    objects = AskStateQuerySet.as_manager()

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

    @property
    def anchor(self) -> str:
        """Where it stands on the page of what it is of."""
        return f"state-{self.pk}"
