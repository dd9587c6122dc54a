"""Figures that texts quote: what is counted, what it was when it was read, and which versions quote it."""

import pgtrigger
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from people.access import permissions_of
from publishing import clock
from publishing.kinds import kinds_with
from publishing.workflow import EditionState


@bumps_cache_version
class Figure(models.Model):
    """Something that is counted again and again, under a name that stays."""

    slug = models.SlugField(max_length=80, unique=True)
    label = models.CharField(max_length=160)

    class Meta:
        ordering = ["label"]
        constraints = [shows("label", name="figure_label")]

    def __str__(self):
        return self.label


class FigureSnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone who may open a page of figures: they come from public sources."""
        return self.select_related("figure")

    def current(self):
        """The newest reading of each figure."""
        return self.filter(replaced_by=None)

    def public(self, *slugs: str):
        """The newest readings of some figures that have a value, in the order of the slugs, with their labels."""
        order = Case(*[When(figure__slug=slug, then=place) for place, slug in enumerate(slugs)])
        named = self.current().quotable().filter(figure__slug__in=slugs)
        return named.select_related("figure").order_by(order)

    def quotable(self):
        """Those that have a value to quote."""
        return self.filter(is_suppressed=False)

    def matching(self, words: str):
        """Those whose label, source or value has all of the words."""
        found = self
        for word in words.split():
            where = Q(figure__label__icontains=word) | Q(counts__icontains=word)
            found = found.filter(where | Q(source__icontains=word) | Q(value__startswith=word))
        return found


@bumps_cache_version
class FigureSnapshot(models.Model):
    """A figure as it was read once, frozen: what a text uses. The readings of a figure follow each other in a row."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="snapshots")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    counts = models.CharField("what it counts", max_length=200)
    value = models.CharField("as printed", max_length=40, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_url = models.URLField(blank=True)
    as_at = models.DateField()
    method = models.CharField(max_length=400)
    rounding = models.CharField(max_length=80)
    is_suppressed = models.BooleanField(default=False)
    taken_at = models.DateTimeField(auto_now_add=True)

    objects = FigureSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["figure__label", "-pk"]
        constraints = [
            # With the one-to-one above: one first reading, one after each, so two runs at once cannot both add.
            models.UniqueConstraint(fields=["figure"], condition=Q(replaces=None), name="figure_first_reading_once"),
            models.CheckConstraint(condition=~Q(replaces=F("pk")), name="figure_reading_follows_another"),
            models.CheckConstraint(
                condition=Q(is_suppressed=True, value="", number=None, base=None)
                | (Q(is_suppressed=False, number__isnull=False) & ~Q(value="")),
                name="figure_suppressed_or_valued",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.value or "Not given, or hidden to protect providers"


class FigureUseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For staff: what the texts quote that they may write or approve."""
        return self.filter(edition__publication__kind_name__in=kinds_with(permissions_of(user)))

    def stale(self):
        """Those whose figure has another value by its newest reading, with `value_now` and `as_at_now`.

        Only in drafts and in what is or will be public: nobody can mend what was replaced or removed.
        """
        newest = FigureSnapshot.objects.current().filter(figure=OuterRef("snapshot__figure"))
        during = "edition__public_during"
        lasting = Q(**{f"{during}__upper_inf": True}) | Q(**{f"{during}__endswith__gt": clock.now()})
        uses = self.filter(lasting | Q(**{during: None}), edition__publication__removed_at=None)
        values = {f"{name}_now": Subquery(newest.values(name)) for name in ("value", "as_at")}
        uses = uses.exclude(edition__state=EditionState.DISCARDED)
        return uses.annotate(**values).exclude(value_now=F("snapshot__value"))

    def with_text(self):
        """With all that a list shows of them, the newest text first."""
        return self.select_related("edition__publication", "snapshot__figure").order_by("-edition", "pk")


@bumps_cache_version
class FigureUse(models.Model):
    """A version quotes a reading of a figure: kept in step with the links in its words whenever these are saved."""

    edition = models.ForeignKey("publishing.Edition", models.CASCADE, related_name="figure_uses")
    snapshot = models.ForeignKey(FigureSnapshot, models.PROTECT, related_name="figure_uses")

    objects = FigureUseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "snapshot"], name="quote_once")]

    def __str__(self):
        return f"{self.snapshot_id} in {self.edition_id}"
