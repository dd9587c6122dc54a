"""What others publish. Our own texts are publications, never documents."""

from itertools import chain, count

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.text import slugify

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows, shows_lines
from history import track
from people.access import can_any
from policy.models.body import DESK, HTTPS, PublicBody, StaffQuerySet
from publishing import clock
from times import LONDON


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the policy desk; for anybody else what they may read before its publisher publishes it."""
        return self if can_any(user, DESK) else self.shared_with(user)

    def shared_with(self, user):
        """What is under embargo still, and the user is named as a reader of."""
        named = DocumentReader.objects.current().filter(document=OuterRef("pk"), user=user.pk)
        return self.under_embargo().filter(Exists(named)).order_by("embargoed_until", "pk")

    def under_embargo(self):
        """What its publisher has not published yet."""
        return self.filter(embargoed_until__gt=clock.now())

    def with_page(self):
        """With what its page names."""
        return self.select_related("body", "edition_of", "consultation").annotate(now=clock.now())

    def new(self):
        """Not read and sorted yet."""
        return self.filter(triaged_at=None)

    def published(self):
        """Those that their publisher has published: no secret to anyone."""
        free = Q(embargoed_until=None) | Q(embargoed_until__lte=clock.now())
        return self.filter(free, published_on__lte=clock.today())

    def public(self):
        """What anyone may see here: published, and the desk chose to show it."""
        return self.published().filter(is_public=True)


@bumps_cache_version
@track()
class Document(models.Model):
    """A paper by someone else that matters to our members. New until someone at the policy desk has sorted it."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Review"
        REPORT = "report", "Report"
        STRATEGY = "strategy", "Strategy"
        RESPONSE = "response", "Government response"
        CONSULTATION = "consultation", "Consultation paper"
        BILL = "bill", "Bill"
        STATUTE = "statute", "Act or regulations"
        GUIDANCE = "guidance", "Guidance"
        LETTER = "letter", "Letter"
        WEBSITE = "website", "Website"

    class Edition(models.TextChoices):
        REPLACES = "replaces", "It replaces that one"
        UPDATES = "updates", "It changes parts of that one"
        VERSION = "version", "It is the same in another form"

    # Lasting, so that the page can be cited.
    slug = models.SlugField(max_length=80, db_index=False, default="", db_default="", editable=False)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="documents", verbose_name="public body that published it"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    link = models.URLField(max_length=500, validators=[HTTPS])
    archived_link = models.URLField(
        "link to an archived copy", max_length=500, validators=[HTTPS], blank=True, db_default=""
    )
    summary = models.TextField("what it says", blank=True)
    is_public = models.BooleanField("shown on our public pages", default=True, db_default=False)
    embargoed_until = models.DateTimeField("under embargo until", null=True, blank=True)
    closes_on = models.DateField("its page closes down on", null=True, blank=True)
    closing_notice = models.TextField("what its page says of that", max_length=1000, blank=True, db_default="")
    edition_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="another version of"
    )
    edition_kind = models.CharField(max_length=8, choices=Edition, blank=True, db_default="")
    consultation = models.ForeignKey(
        "policy.Consultation", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    responds_to = models.ManyToManyField(
        "self", symmetrical=False, through="DocumentResponse", related_name="responses", blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    triaged_at = models.DateTimeField(null=True, blank=True)
    triaged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            shows("title", name="document_title"),
            shows("slug", name="document_slug"),
            shows_lines("closing_notice", name="document_closing_notice", may_be_empty=True),
            models.UniqueConstraint(fields=["slug"], name="document_slug_once"),
            models.CheckConstraint(condition=Q(link__startswith="https://"), name="document_link_is_https"),
            models.CheckConstraint(
                condition=Q(archived_link="") | Q(archived_link__startswith="https://"),
                name="document_archived_link_is_https",
            ),
            models.CheckConstraint(
                condition=Q(closing_notice="") | Q(closes_on__isnull=False), name="document_closing_has_day"
            ),
            models.CheckConstraint(
                condition=Q(edition_of__isnull=True, edition_kind="")
                | (Q(edition_of__isnull=False) & ~Q(edition_kind="") & ~Q(edition_of=F("id"))),
                name="document_edition_of_another",
            ),
            models.CheckConstraint(
                condition=Q(triaged_by__isnull=True) | Q(triaged_at__isnull=False), name="document_triaged_has_time"
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        """Its slug is made once, of its first title: the page keeps its address."""
        self.slug = self.slug or self._free_slug()
        super().save(**kwargs)

    @property
    def is_under_embargo(self) -> bool:
        """From `with_page` only."""
        return self.embargoed_until is not None and self.embargoed_until > self.now

    @property
    def has_closed_down(self) -> bool:
        """Whether the day has come on which its page closes down. From `with_page` only."""
        return self.closes_on is not None and self.closes_on <= self.now.astimezone(LONDON).date()

    def _free_slug(self) -> str:
        first = slugify(self.title)[:70].strip("-") or "document"
        taken = set(Document.objects.filter(slug__startswith=first).values_list("slug", flat=True))
        return next(slug for slug in chain([first], (f"{first}-{n}" for n in count(2))) if slug not in taken)


class DocumentReaderQuerySet(StaffQuerySet):
    def current(self):
        """Those who may read the paper now."""
        return self.filter(ended_at=None)


@track()
class DocumentReader(models.Model):
    """A colleague who may see a paper that its publisher shared with us before publishing it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentReaderQuerySet.as_manager()

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "user"], condition=Q(ended_at__isnull=True), name="document_reader_once"
            )
        ]

    def __str__(self):
        return f"{self.user} reads {self.document}"


@bumps_cache_version
@track()
class DocumentResponse(models.Model):
    """One document answers another: a strategy may answer several reviews."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="answers")
    to = models.ForeignKey(Document, models.PROTECT, related_name="answered_by")

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "to"], name="response_once"),
            models.CheckConstraint(condition=~Q(document=F("to")), name="response_to_another"),
        ]

    def __str__(self):
        return f"{self.document} answers {self.to}"
