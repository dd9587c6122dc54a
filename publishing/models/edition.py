from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from people.digest import digest_of
from publishing import clock
from publishing.models.reasons import reason_with_time
from publishing.models.search import SEARCHED, EditionSearch
from publishing.models.visibility import EditionVisibility
from publishing.richtext.blanks import left_open
from publishing.richtext.figure_uses import Quoted, quoted
from publishing.richtext.markup import plain
from publishing.workflow import OPEN, EditionState

WORDS = [
    *("topic_id", "title", "summary", "answers_title", "answers_link", "addressee", "body", "signatories"),
    *("byline", "byline_job", "byline_about", "notes", "contact_id", "second_contact_id", "boilerplate_id"),
]
CONTENT = [*WORDS, "change_note", "is_minor", "correction", "expires_on"]


@dataclass(frozen=True)
class Contact:
    """Someone whom journalists may ring about a text."""

    name: str  # with the job
    telephone: str
    email: str

    def __str__(self):
        return self.name


class EditionQuerySet(EditionVisibility, EditionSearch):
    def numbered(self):
        """All but those that were discarded, which have no number in the line of versions."""
        return self.exclude(state=EditionState.DISCARDED)

    def scheduled(self):
        """Approved for a time to come."""
        return self.filter(public_during__startswith__gt=clock.now())

    def latest_numbered(self):
        """The last of the line of a publication's versions, or None where all were discarded."""
        return self.numbered().order_by("number").last()

    def of_kinds(self, *kinds: str):
        return self.filter(publication__kind_name__in=kinds)

    def newest_first(self):
        return self.order_by("-first_public_at", "-pk")

    def latest_first(self):
        """As a desk looks at them: what is public by the time it became so, or will; the rest by when it was saved."""
        return self.order_by(Coalesce("public_during__startswith", "saved_at").desc(), "-pk")

    def years(self) -> list[int]:
        """The years from the newest to the oldest of these, in London. One query of two steps in an index."""
        times = self.values_list("first_public_at", flat=True)
        both = times.order_by("-first_public_at")[:1].union(times.order_by("first_public_at")[:1]).order_by()
        found = sorted(timezone.localtime(instant).year for instant in both)
        return list(range(found[-1], found[0] - 1, -1)) if found else []

    def with_page(self):
        """With all that a page shows of an edition, and the database's time, which `is_embargoed` needs."""
        named = self.select_related("publication", "topic", "contact", "second_contact", "boilerplate")
        return named.prefetch_related("shown").annotate(now=clock.now())

    def with_corrections(self):
        """With what readers must know that former versions had wrong: one query for any number of texts."""
        return self.prefetch_related("publication__corrections")


@bumps_cache_version
@track(exclude=["search_vector"])
class Edition(models.Model):
    """One version of a publication's words, and the time during which it is the public one."""

    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1, null=True)  # in the line of versions; none once discarded
    state = models.CharField(
        max_length=10, choices=[(s, s.value.capitalize()) for s in EditionState], default=EditionState.DRAFT
    )
    topic = models.ForeignKey("publishing.Topic", models.PROTECT, null=True, blank=True, related_name="editions")
    title = models.CharField("headline", max_length=160)
    summary = models.CharField(max_length=300)
    # Which of the following a text has depends on its kind: see `publishing/kinds.py`.
    answers_title = models.CharField("what it answers", max_length=200, blank=True)
    answers_link = models.URLField("where that can be read", max_length=500, blank=True)
    addressee = models.CharField("to whom", max_length=300, blank=True)
    body = models.TextField()
    signatories = models.TextField("who signs", blank=True)
    byline = models.CharField("who writes", max_length=160, blank=True)
    byline_job = models.CharField("their job and organisation", max_length=160, blank=True)
    byline_about = models.CharField("about the author", max_length=400, blank=True)
    notes = models.TextField("notes to editors", blank=True)
    contact = models.ForeignKey("publishing.PressContact", models.PROTECT, null=True, blank=True, related_name="+")
    second_contact = models.ForeignKey(
        "publishing.PressContact", models.PROTECT, null=True, blank=True, related_name="+"
    )
    boilerplate = models.ForeignKey(
        "publishing.Boilerplate", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="about text"
    )
    # Their names and jobs as they were approved; how to reach them is read from their row on each day.
    contact_named = models.CharField(max_length=250, blank=True)
    second_contact_named = models.CharField(max_length=250, blank=True)
    # What a version after the first says about itself. The correction becomes a row, numbered and frozen, at approval.
    change_note = models.CharField("what changed", max_length=300, blank=True)
    is_minor = models.BooleanField("minor change", default=False)
    correction = models.TextField("correction for readers (public)", blank=True)
    expires_on = models.DateField("use until", null=True, blank=True)  # the last day, for kinds that expire
    # Everyone whose words are in it: none of them may approve it.
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Copied from the publication: order and search stay in one table, with one index.
    first_public_at = models.DateTimeField(null=True, blank=True)
    public_during = DateTimeRangeField(null=True, blank=True)
    # A notice over this version, which stays up; the next one is without it.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=255, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # By a rule, not by a person: nobody reads this version until another is public, or it is shown again.
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_reason = models.CharField(max_length=255, blank=True, default="", db_default="")
    search_vector = GeneratedField(
        expression=SEARCHED,
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            shows("title", name="edition_title"),
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["publication"], condition=Q(state__in=OPEN), name="edition_one_unapproved"),
            models.CheckConstraint(
                condition=Q(public_during__isnull=True) | Q(state=EditionState.APPROVED),
                name="edition_public_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(state=EditionState.APPROVED, approved_at__isnull=False)
                | (~Q(state=EditionState.APPROVED) & Q(approved_at__isnull=True)),
                name="edition_approved_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EditionState.DRAFT, EditionState.DISCARDED])
                | Q(number=1)
                | Q(is_minor=True)
                | ~Q(change_note=""),
                name="edition_change_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(state=EditionState.DISCARDED, number=None)
                | (~Q(state=EditionState.DISCARDED) & Q(number__isnull=False, number__gte=1)),
                name="edition_discarded_has_no_number",
            ),
            reason_with_time("edition", "withdrawn"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(state=EditionState.APPROVED), name="edition_withdrawn_was_public"
            ),
            models.CheckConstraint(
                condition=Q(withheld_at=None, withheld_reason="")
                | (Q(withheld_at__isnull=False, state=EditionState.APPROVED) & ~Q(withheld_reason="")),
                name="edition_withheld_was_approved",
            ),
            models.CheckConstraint(condition=Q(number__gt=1) | Q(correction=""), name="edition_corrects_a_former"),
            models.CheckConstraint(
                condition=Q(answers_link="") | (~Q(answers_title="") & Q(answers_link__regex="^https?://")),
                name="edition_answers_by_name",
                violation_error_message="Write the title of what it answers: a link alone does not say.",
            ),
            models.CheckConstraint(
                condition=Q(second_contact=None) | (Q(contact__isnull=False) & ~Q(contact=F("second_contact"))),
                name="edition_second_contact_is_another",
                violation_error_message="Choose two different contacts, the first of them above.",
            ),
            ExclusionConstraint(
                name="edition_one_public_at_a_time",
                expressions=[("publication", RangeOperators.EQUAL), ("public_during", RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [
            models.Index(F("first_public_at").desc(), F("id").desc(), name="edition_newest"),
            GinIndex(fields=["search_vector"], name="edition_search"),
        ]

    def __str__(self):
        return self.title

    @property
    def content_hash(self) -> str:
        """SHA-256 of the content: what an approval is bound to."""
        return digest_of(self.content)

    @property
    def words_hash(self) -> str:
        """SHA-256 of what the form holds and of the state: what someone's typing began from.

        What has a page of its own, such as a figure or a file, may change meanwhile without being in anyone's way.
        """
        return digest_of([*(getattr(self, name) for name in CONTENT), self.state])

    @property
    def content(self) -> list:
        """All that readers will get of this version, in values that JSON holds."""
        values = [getattr(self, name) for name in CONTENT]
        words = [value.isoformat() if isinstance(value, date) else value for value in values]
        words += [str(contact) for contact in self.contacts]
        words += [row.content for row in self.about.all()]  # from a layer above
        return words + [shown.content for shown in self.shown.all()] + [row.attribution for row in self.spoken]

    @property
    def spoken(self) -> list:
        """The rows of its quotations, in order. No query for a text without any."""
        return list(self.quotations.all()) if "<blockquote>" in self.body else []

    @property
    def images(self) -> list:
        """What it shows of images, the leading one first. No query with `with_page()`."""
        return [shown for shown in self.shown.all() if shown.attachment.is_image]

    @property
    def lead_image(self):
        """The image under its headline, with what readers are told about it; or None."""
        return next(iter(self.images), None)

    @property
    def documents(self) -> list:
        """The documents that it offers. No query with `with_page()`."""
        return [shown for shown in self.shown.all() if not shown.attachment.is_image]

    @property
    def blanks(self) -> list[str]:
        """What is still to be filled in, as a template left it."""
        return left_open(self.title, self.summary, plain(self.body), plain(self.notes))

    @property
    def contacts(self) -> list["Contact"]:
        """Whom journalists may ring about it: named as approved, reached as of today."""
        named = ((self.contact, self.contact_named), (self.second_contact, self.second_contact_named))
        return [Contact(name or str(row), row.telephone, row.email) for row, name in named if row]

    @property
    def signers(self) -> list[str]:
        """Who signs a letter, each with job and organisation."""
        return [line.strip() for line in self.signatories.splitlines() if line.strip()]

    @property
    def called(self) -> str:
        """What colleagues call it, among the versions of its text."""
        return f"Version {self.number}" if self.number else "Discarded version"

    @property
    def is_open(self) -> bool:
        """Whether its words can change still."""
        return self.state in OPEN

    @property
    def public_from(self):
        return self.public_during.lower if self.public_during else None

    @property
    def is_explained(self) -> bool:
        """Whether readers can know what changed: the first has changed nothing."""
        return self.number == 1 or self.is_minor or bool(self.change_note)

    @property
    def is_replaced(self) -> bool:
        """For a label on staff pages only, as `replaced()` decides what readers get."""
        return bool(self.public_during and self.public_during.upper and self.public_during.upper <= timezone.now())

    @property
    def is_expired(self) -> bool:
        """For a label on staff pages only, as `in_force()` decides what may be used."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def quoted(self) -> list[Quoted]:
        """The figures that its words link to, in their order."""
        return quoted(self.body + self.notes)

    @property
    def figures(self) -> list:
        """The readings of figures that it quotes, in the order of its words. No query where it quotes none."""
        numbers = list(dict.fromkeys(link.number for link in self.quoted))
        uses = self.figure_uses.select_related("snapshot") if numbers else []
        return sorted((use.snapshot for use in uses), key=lambda snapshot: numbers.index(snapshot.pk))

    @property
    def stale_figure_uses(self):
        """Its quotes of figures that have another value today. No query where it quotes none."""
        return self.figure_uses.stale().select_related("snapshot__figure") if self.quoted else []

    @property
    def updates(self):
        """The approved versions up to this one that changed more than trifles, newest first. No query for a first."""
        if (self.number or 1) == 1:
            return []
        earlier = self.publication.editions.filter(number__range=(2, self.number), public_during__isnull=False)
        return earlier.filter(is_minor=False).order_by("-number")

    @cached_property
    def corrections(self) -> list:
        """What readers of this version must know that former ones had wrong. No query for a first."""
        rows = self.publication.corrections.all() if (self.number or 1) > 1 else []
        return [correction for correction in rows if correction.edition_id <= self.pk]

    @property
    def changed_at(self):
        """When readers last had something new here: another version, or the notice that it was withdrawn."""
        return max(filter(None, [self.public_from, self.withdrawn_at]))

    @property
    def is_embargoed(self) -> bool:
        """Approved for a time to come, by the database's clock. From `with_page` only."""
        return self.public_from is not None and self.public_from > self.now

    @property
    def is_scheduled(self) -> bool:
        """Approved for a time to come: for a label on staff pages only, as `public()` decides what is public."""
        return self.public_from is not None and self.public_from > timezone.now()
