from datetime import datetime, timedelta

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows, shows_lines
from history import track
from people.access import Permission, can_any, providers_with
from policy.models.body import DESK, HTTPS, PublicBody
from policy.models.cycle import CYCLE_FITS, Cycle, CycleQuerySet
from policy.models.question_rules import ANSWERED
from policy.phases import Dates, Phase, phase_at
from publishing import clock

REFERENCE = r"^[A-Z0-9][A-Z0-9-]*\Z"
OUTCOME_WITHIN = timedelta(weeks=12)  # of closing: Cabinet Office, Consultation principles (2018)
TAKEN = "Another consultation has this reference. Look for it in the list, or write another reference."
ORDER = {phase: place for place, phase in enumerate(Phase)}


class ConsultationQuerySet(CycleQuerySet):
    def visible_to(self, user):
        """The policy desk sees all; who answers for a provider what is public, and what that provider answered."""
        if can_any(user, DESK):
            return self
        answered_for = providers_with(user, Permission.EVIDENCE_GIVE)
        begun = Consultation.objects.filter(submissions__provider__in=answered_for)
        return self.filter(Q(opens_at__lte=clock.now()) | Q(pk__in=begun)) if answered_for else self.none()

    def public(self):
        """What anyone may see now: what has opened. One that was not announced yet may be known to us in confidence."""
        return self.filter(opens_at__lte=clock.now())

    def open(self):
        """Open at its government's end."""
        return self.filter(lapsed_on=None, opens_at__lte=clock.now(), closes_at__gt=clock.now())

    def calling(self):
        """Open to our members' answers: before our own deadline, with something to answer."""
        put = {"questions__in_call": True, "questions__withdrawn_at": None, "questions__kind__in": ANSWERED}
        asked = Consultation.objects.filter(pk=OuterRef("pk"), **put)
        return self.open().filter(Exists(asked), internal_deadline__gt=clock.now())

    def closing(self):
        """Not closed yet, upcoming ones too: what the desk has deadlines for, the nearest of ours first."""
        return self.filter(lapsed_on=None, closes_at__gt=clock.now()).order_by("internal_deadline", "pk")

    def awaiting_outcome(self):
        """Closed without an outcome, the longest wait first."""
        closed = self.filter(lapsed_on=None, outcome_on=None, closes_at__lte=clock.now())
        return closed.order_by("closes_at", "pk")

    def outcome_overdue(self):
        """Those of which government has said nothing for longer than it says that it takes, the longest wait first."""
        return self.awaiting_outcome().filter(closes_at__lte=clock.now() - OUTCOME_WITHIN)

    def with_phase(self):
        """With its public body and the database's time, which `phase` needs."""
        return self.select_related("body").annotate(now=clock.now())

    def with_progress(self):
        """Annotated with `asked` (questions) and `sent` (providers that sent answers)."""
        sent = Q(submissions__submitted_at__isnull=False)
        asked = Q(questions__kind__in=ANSWERED, questions__withdrawn_at=None)
        return self.annotate(
            asked=Count("questions", filter=asked, distinct=True), sent=Count("submissions", filter=sent, distinct=True)
        )

    def by_phase(self):
        """In the order of `Phase`; our nearest deadline first, the latest outcome first."""
        place = Case(
            When(lapsed_on__isnull=False, then=ORDER[Phase.LAPSED]),
            When(opens_at__gt=clock.now(), then=ORDER[Phase.UPCOMING]),
            When(closes_at__gt=clock.now(), then=ORDER[Phase.OPEN]),
            When(outcome_on__isnull=False, then=ORDER[Phase.OUTCOME]),
            default=ORDER[Phase.CLOSED],
        )
        latest = [F(name).desc(nulls_first=True) for name in ("outcome_on", "lapsed_on")]
        return self.order_by(place, *latest, "internal_deadline", "pk")


@bumps_cache_version
@track()
class Consultation(Cycle):
    """What a public body asks everyone, and our own deadline. Its phase is never stored: it follows from dates."""

    reference = models.CharField(
        max_length=40,
        validators=[RegexValidator(REFERENCE, "Use letters, numbers and hyphens only, such as DFE-2026-14.")],
        error_messages={"unique": TAKEN},
    )
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="consultations", verbose_name="public body")
    title = models.CharField(max_length=200)
    topic = models.ForeignKey("publishing.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField("what they ask")
    link = models.URLField(max_length=500, validators=[HTTPS])
    # How they take responses; all may be empty, as long as nobody has looked.
    respond_link = models.URLField("online", max_length=500, blank=True, db_default="", validators=[HTTPS])
    respond_email = models.EmailField("by e-mail", blank=True, db_default="")
    respond_post = models.TextField("by post", max_length=500, blank=True, db_default="")
    respond_form = models.URLField("on their form", max_length=500, blank=True, db_default="", validators=[HTTPS])
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()  # the first instant at which it is closed
    internal_deadline = models.DateTimeField("our deadline")
    # What answering takes, as shown to members.
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1, "Write 1 minute or more.")])
    outcome = models.TextField(blank=True)
    outcome_on = models.DateField("outcome published", null=True, blank=True)
    lapsed_on = models.DateField("lapsed", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["internal_deadline", "pk"]
        constraints = [
            shows("title", name="consultation_title"),
            models.UniqueConstraint(fields=["reference"], name="consultation_reference_once"),
            models.CheckConstraint(condition=Q(reference__regex=REFERENCE), name="consultation_reference_fits_address"),
            models.CheckConstraint(condition=Q(link__startswith="https://"), name="consultation_link_is_https"),
            models.CheckConstraint(
                condition=Q(respond_link="") | Q(respond_link__startswith="https://"),
                name="consultation_respond_link_is_https",
            ),
            models.CheckConstraint(
                condition=Q(respond_form="") | Q(respond_form__startswith="https://"),
                name="consultation_respond_form_is_https",
            ),
            models.CheckConstraint(
                condition=Q(respond_form="") | ~Q(respond_email="") | ~Q(respond_post=""),
                name="consultation_form_goes_somewhere",
            ),
            shows_lines("respond_post", name="consultation_respond_post", may_be_empty=True),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="consultation_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(internal_deadline__gt=F("opens_at"), internal_deadline__lte=F("closes_at")),
                name="consultation_our_deadline_while_open",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="consultation_takes_a_minute"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="consultation_outcome_has_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True) | Q(lapsed_on__isnull=True),
                name="consultation_outcome_or_lapsed",
            ),
            *CYCLE_FITS,
        ]

    def __str__(self):
        return self.title

    @property
    def has_ways(self) -> bool:
        """Whether it is recorded how they take responses."""
        return any((self.respond_link, self.respond_form, self.respond_email, self.respond_post))

    @property
    def phase(self) -> Phase:
        """From `with_phase` only."""
        return phase_at(Dates(self.opens_at, self.closes_at, self.outcome_on, self.lapsed_on), self.now)

    @property
    def takes_answers(self) -> bool:
        """Whether members may answer: open, and our deadline has not passed. From `with_phase` only."""
        return self.phase == Phase.OPEN and self.now < self.internal_deadline

    @property
    def is_answered_out(self) -> bool:
        """Whether members can answer no longer, so that answers may be counted. From `with_phase` only."""
        return self.our_deadline_passed or self.phase == Phase.LAPSED

    @property
    def outcome_overdue_since(self) -> datetime | None:
        """From when on we chase its outcome, where that has come. From `with_phase` only."""
        since = self.closes_at + OUTCOME_WITHIN
        return since if self.phase == Phase.CLOSED and since <= self.now else None

    @property
    def our_deadline_passed(self) -> bool:
        """From `with_phase` only."""
        return self.internal_deadline <= self.now
