import hashlib
import json
from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.functional import cached_property

from members.models import belongs_to_member
from people.access import is_staff, permissions_of
from people.history import track
from people.models.epoch import bumps_epoch
from publishing import clock
from publishing.blanks import blanks_in
from publishing.kinds import KINDS, kinds_with
from publishing.quoting import Quoted, quoted
from publishing.richtext import MARK_END, MARK_START, plain
from publishing.workflow import State

WORDS = [
    *("title", "summary", "answers_title", "answers_link", "addressee", "body", "signatories"),
    *("byline", "byline_job", "byline_about", "notes", "contact_id", "second_contact_id", "boilerplate_id"),
]
CONTENT = [*WORDS, "change_note", "is_minor", "correction", "expires_on"]
# PostgreSQL's English without accents, so that "Sian" finds "Siân"; made by a migration.
SEARCH_CONFIG = "english_unaccent"


class EditionQuerySet(models.QuerySet):
    def public(self):
        """The editions that anyone may read now, by the database's clock. The one rule; every exit uses it."""
        return self._begun().filter(publication__audience="public")

    def for_members(self, user):
        """What members may read now: for the people of a provider in membership, and for staff. Nobody else any."""
        may_read = is_staff(user) or belongs_to_member(user)
        return self._begun().filter(publication__audience="members") if may_read else self.none()

    def in_force(self):
        """The editions whose time it is, whomever they are for: a page must also ask for the audience."""
        return self._begun().filter(Q(expires_on=None) | Q(expires_on__gte=clock.today()))

    def expired(self):
        """The editions that would be in force had the last day of their use not passed."""
        return self._begun().filter(expires_on__lt=clock.today())

    def coming(self):
        """Drafts, what waits for approval, and what is approved for a time to come."""
        scheduled = Q(public_during__startswith__gt=clock.now())
        return self.filter(~Q(state=State.APPROVED) | scheduled, publication__removed_at=None)

    def _begun(self):
        return self.filter(
            publication__removed_at=None, first_public_at__lte=clock.now(), public_during__contains=clock.now()
        )

    def replaced(self):
        """The editions that were public until a later one took their place: readable at an address of their own."""
        return self.filter(
            publication__audience="public", publication__removed_at=None, public_during__endswith__lte=clock.now()
        )

    def under_embargo_for(self, user):
        """What a reader may read before its time, the next to be public first.

        A grant opens the approved versions of its text, or of the releases on its topic, until they are public: by the
        database's clock, and only while the reader is accredited and keeps to the terms.
        """
        from publishing.models.grant import RELEASES, EmbargoGrant  # noqa: PLC0415 - the two models name each other

        grants = EmbargoGrant.objects.opening_for(user)
        on_topic = Q(publication__topic__in=grants.values("topic"), publication__kind_name__in=RELEASES)
        waiting = self.filter(state=State.APPROVED, public_during__startswith__gt=clock.now())
        open_texts = waiting.filter(
            publication__audience="public", publication__removed_at=None, publication__withdrawn_at=None
        )
        given = Q(publication__in=grants.values("publication"))
        return open_texts.filter(given | on_topic).order_by("public_during", "pk")

    def of_kinds(self, *kinds: str):
        return self.filter(publication__kind_name__in=kinds)

    def newest_first(self):
        return self.order_by("-first_public_at", "-pk")

    def visible_to(self, user):
        """For staff: editions of the kinds that they may write or approve, in any state."""
        return self.filter(publication__kind_name__in=kinds_with(permissions_of(user)))

    def awaiting_approval_by(self, user):
        """Submitted editions that the user may approve: of their kinds, and none of their own."""
        names = [kind.name for kind in KINDS.values() if kind.approve in permissions_of(user)]
        submitted = self.filter(state=State.SUBMITTED, publication__removed_at=None)
        return submitted.filter(publication__kind_name__in=names).exclude(authors=user)

    def search(self, words: str):
        """Editions that match words, "phrases" and -exclusions."""
        return self.filter(search_vector=_query(words))

    def best_first(self, words: str):
        """In the order in which they match words: for short lists only, as each is weighed."""
        weighed = self.annotate(rank=SearchRank(F("search_vector"), _query(words)))
        return weighed.order_by("-rank", "title", "pk")

    def with_snippets(self, words: str):
        """Annotated with `snippet`: where the words are found, for `richtext.marked`."""
        parts = ["summary", Value(" "), _untagged("body"), Value(" "), _untagged("notes")]
        text = Concat(*parts, output_field=models.TextField())
        shape = {"max_words": 35, "min_words": 15, "max_fragments": 2, "fragment_delimiter": " … "}
        marks = {"start_sel": MARK_START, "stop_sel": MARK_END}
        return self.annotate(snippet=SearchHeadline(text, _query(words), config=SEARCH_CONFIG, **marks, **shape))

    def years(self) -> list[int]:
        """The years from the newest to the oldest of these, in London. One query of two steps in an index."""
        times = self.values_list("first_public_at", flat=True)
        both = times.order_by("-first_public_at")[:1].union(times.order_by("first_public_at")[:1]).order_by()
        found = sorted(timezone.localtime(instant).year for instant in both)
        return list(range(found[-1], found[0] - 1, -1)) if found else []

    def with_page(self):
        """With all that a page shows of an edition, and the database's time, which `is_embargoed` needs."""
        named = self.select_related("publication__topic", "contact", "second_contact", "boilerplate")
        return named.prefetch_related("shown").annotate(now=clock.now())

    def with_corrections(self):
        """With what readers must know that former versions had wrong: one query for any number of texts."""
        return self.prefetch_related("publication__corrections")


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, search_type="websearch", config=SEARCH_CONFIG)


def _untagged(field: str) -> Func:
    parts = [field, Value("<[^>]+>"), Value(" "), Value("g")]
    return Func(*parts, function="regexp_replace", output_field=models.TextField())


@bumps_epoch
@track(exclude=["search_vector"])
class Edition(models.Model):
    """One version of a publication's words, and the time during which it is the public one."""

    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=[(s, s.value.capitalize()) for s in State], default=State.DRAFT)
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
    search_vector = GeneratedField(
        expression=SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("summary", "byline", weight="B", config=SEARCH_CONFIG)
        + SearchVector("body", "notes", weight="C", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["publication"], condition=~Q(state=State.APPROVED), name="edition_one_unapproved"
            ),
            models.CheckConstraint(
                condition=Q(public_during__isnull=True) | Q(state=State.APPROVED), name="edition_public_is_approved"
            ),
            models.CheckConstraint(
                condition=Q(state=State.APPROVED, approved_at__isnull=False)
                | (~Q(state=State.APPROVED) & Q(approved_at__isnull=True)),
                name="edition_approved_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(number=1) | Q(is_minor=True) | ~Q(change_note=""),
                name="edition_change_is_explained",
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
        return _sha256(self.content)

    @property
    def words_hash(self) -> str:
        """SHA-256 of what the form holds and of the state: what someone's typing began from.

        What has a page of its own, such as a figure or a file, may change meanwhile without being in anyone's way.
        """
        return _sha256([*(getattr(self, name) for name in CONTENT), self.publication.topic_id, self.state])

    @property
    def content(self) -> list:
        """All that readers will get of this version, in values that JSON holds."""
        values = [getattr(self, name) for name in CONTENT]
        words = [value.isoformat() if isinstance(value, date) else value for value in values]
        return words + [shown.content for shown in self.shown.all()] + [row.said_by for row in self.spoken]

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
        return blanks_in(self.title, self.summary, plain(self.body), plain(self.notes))

    @property
    def contacts(self) -> list:
        """Whom journalists may ring about it."""
        return [contact for contact in (self.contact, self.second_contact) if contact]

    @property
    def signers(self) -> list[str]:
        """Who signs a letter, each with job and organisation."""
        return [line.strip() for line in self.signatories.splitlines() if line.strip()]

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
        quotes = self.quotes.select_related("snapshot") if numbers else []
        return sorted((quote.snapshot for quote in quotes), key=lambda snapshot: numbers.index(snapshot.pk))

    @property
    def stale_quotes(self):
        """Its quotes of figures that have another value today. No query where it quotes none."""
        return self.quotes.stale().select_related("snapshot__figure") if self.quoted else []

    @property
    def updates(self):
        """The approved versions up to this one that changed more than trifles, newest first. No query for a first."""
        if self.number == 1:
            return []
        earlier = self.publication.editions.filter(number__range=(2, self.number), public_during__isnull=False)
        return earlier.filter(is_minor=False).order_by("-number")

    @cached_property
    def corrections(self) -> list:
        """What readers of this version must know that former ones had wrong. No query for a first."""
        rows = self.publication.corrections.all() if self.number > 1 else []
        return [correction for correction in rows if correction.edition_id <= self.pk]

    @property
    def changed_at(self):
        """When readers last had something new here: another version, or the notice that it was withdrawn."""
        return max(filter(None, [self.public_from, self.publication.withdrawn_at]))

    @property
    def is_embargoed(self) -> bool:
        """Approved for a time to come, by the database's clock. From `with_page` only."""
        return self.public_from is not None and self.public_from > self.now

    @property
    def is_scheduled(self) -> bool:
        """Approved for a time to come: for a label on staff pages only, as `public()` decides what is public."""
        return self.public_from is not None and self.public_from > timezone.now()


def _sha256(values: list) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()
