"""What a consultation asks: once the first provider began to answer, each question stays as it was asked."""

from collections.abc import Collection
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from policy.models.consultation import Consultation
from policy.models.question_rules import (
    AT_MOST_SEVEN,
    FITS_ITS_KIND,
    FITS_OUR_WORK,
    STAYS_AS_ASKED,
    Answering,
    Kind,
    is_given,
)

LONGEST_OPTION = 300


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the consultation sees what it asks."""
        return self.filter(consultation__in=Consultation.objects.visible_to(user))

    def public(self):
        """Those of consultations that everyone sees."""
        return self.filter(consultation__in=Consultation.objects.public())

    def asked(self):
        """Those that are asked now: neither corrected nor withdrawn since."""
        return self.filter(withdrawn_at=None)

    def answerable(self):
        """Those that anybody answers: a heading of a part is only read."""
        return self.exclude(kind=Kind.SEPARATOR)

    def in_call(self):
        """Those that are put to members: they answer no more than seven."""
        return self.asked().answerable().filter(in_call=True)

    def with_sent_answers(self):
        """In their order, annotated with `answers_sent`: how many providers answered it and sent it."""
        sent = Q(answers__submission__submitted_at__isnull=False) & is_given("answers__")
        counted = self.annotate(answers_sent=Count("answers", filter=sent))
        counted = counted.select_related("topic", "owner")
        return counted.order_by("consultation", "place", "-withdrawn_at", "pk")

    def with_correction(self):
        """Annotated with `is_corrected`: whether another question stands in its place."""
        return self.annotate(is_corrected=Exists(Question.objects.filter(replaces=OuterRef("pk"))))


@bumps_cache_version
@track()
class Question(models.Model):
    """One question of a consultation as its paper has it, with our own words of help.

    A heading of a part stands among them as one that nobody answers.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    # The column was the whole number once: what an older version writes there is its place still.
    place = models.PositiveSmallIntegerField(default=0, editable=False, db_column="number")
    number = models.CharField(max_length=20, blank=True, db_default="", db_column="paper_number")
    kind = models.CharField("how it is answered", max_length=9, choices=Kind, default=Kind.TEXT, db_default=Kind.TEXT)
    text = models.TextField("question")
    options = ArrayField(models.CharField(max_length=LONGEST_OPTION), default=list, db_default=[], blank=True)
    lowest = models.IntegerField("lowest step or number", null=True, blank=True)
    highest = models.IntegerField("highest step or number", null=True, blank=True)
    lowest_label = models.CharField("what the lowest step means", max_length=80, blank=True, db_default="")
    highest_label = models.CharField("what the highest step means", max_length=80, blank=True, db_default="")
    limit = models.PositiveIntegerField("most characters that they take", null=True, blank=True)
    in_call = models.BooleanField("put to members", default=True, db_default=True)
    wording = models.TextField("our wording for members", blank=True, db_default="")
    help = models.TextField("what would help us", blank=True)
    answering = models.CharField(
        "do we answer it?", max_length=6, choices=Answering, blank=True, default="", db_default=""
    )
    skip_reason = models.CharField("why we skip it", max_length=300, blank=True, db_default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who sees to it",
    )
    topic = models.ForeignKey("publishing.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("no longer asked since", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="corrects"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "place", "pk"]
        constraints = [
            shows("number", name="question_number", may_be_empty=True),
            models.UniqueConstraint(
                fields=["consultation", "number"],
                condition=Q(withdrawn_at=None) & ~Q(number=""),
                name="question_paper_number_once",
            ),
            *FITS_ITS_KIND,
            *FITS_OUR_WORK,
        ]
        triggers = [STAYS_AS_ASKED, AT_MOST_SEVEN]

    def __str__(self):
        return f"{self.number}. {self.text}" if self.number else self.text

    @property
    def is_answered(self) -> bool:
        """Whether anybody answers it: a heading is only read."""
        return self.kind != Kind.SEPARATOR

    @property
    def is_in_words(self) -> bool:
        """Whether its answers are read, and given themes."""
        return self.kind == Kind.TEXT

    @property
    def name(self) -> str:
        """What sentences call it."""
        return f"Question {self.number}" if self.number else f"“{self.text[:40]}”"

    @property
    def to_members(self) -> str:
        """As members are asked: in our wording, where we have one."""
        return f"{self.number}. {self.wording}" if self.wording and self.number else self.wording or str(self)

    @property
    def limits(self) -> str:
        """What an answer may be at most and at least, in words; empty where it may be anything."""
        ends = {"at least": self.lowest, "at most": self.highest} if self.kind == Kind.NUMBER else {}
        bounds = [f"{words} {end:,}" for words, end in ends.items() if end is not None]
        return f"{self.limit:,} characters at most" if self.limit else " and ".join(bounds)

    @property
    def known_words(self) -> str:
        """All that its paper says in it: nobody's answer, whoever repeats it."""
        return "\n".join([self.text, self.wording, *self.options, self.lowest_label, self.highest_label])

    @property
    def steps(self) -> list[tuple[int, str]]:
        """What can be chosen, each with what is kept of it: an option's place, or the step itself."""
        if self.kind == Kind.SCALE:
            ends = {self.lowest: self.lowest_label, self.highest: self.highest_label}
            steps = range(self.lowest, self.highest + 1)
            return [(step, f"{step}: {ends[step]}" if ends.get(step) else str(step)) for step in steps]
        return list(enumerate(self.options, start=1))

    def over_limit(self, text: str) -> str:
        """By how much an answer is longer than the consulter takes, in a sentence; empty where it fits."""
        over = len(text) - (self.limit or len(text))
        signs = "character" if over == 1 else "characters"
        return f"they take {self.limit:,} characters, and your answer is {over:,} {signs} too long." if over > 0 else ""

    def in_words(self, *, text: str, chosen: Collection[int], amount: Decimal | None) -> str:
        """What was given to it, as people read it; empty where nothing was."""
        if amount is not None:
            return f"{amount.normalize():,f}"
        named = dict(self.steps) if chosen else {}
        of = f" (of {self.lowest} to {self.highest})" if chosen and self.kind == Kind.SCALE else ""
        return text or "\n".join(f"{named.get(step, step)}{of}" for step in chosen)
