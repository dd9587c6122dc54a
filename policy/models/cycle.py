"""Who of us owns a consultation, by when our answer is due, and how far it is. Members and readers see none of it."""

from datetime import date, timedelta

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Least, TruncDate
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils import timezone

from people.access import Permission, can_any
from people.models import Role, User
from policy.models.body import DESK
from policy.models.question_rules import ANSWERED
from policy.stages import Done, Stage, stage_of
from publishing import clock
from publishing.models import Edition
from publishing.workflow import EditionState
from times import LONDON

NOBODY = "nobody"
DUE = {"draft_due": "draft", "sign_off_due": "sign-off"}  # in the order in which they are due
BY = {"draft_due": [EditionState.SUBMITTED, EditionState.APPROVED], "sign_off_due": [EditionState.APPROVED]}


def desk_people() -> models.QuerySet[User]:
    """Who may own work of the policy desk today."""
    writers = Role.objects.current().allowing(Permission.POLICY_WRITE)
    return User.objects.filter(pk__in=writers.values("user"), is_active=True)


def last_day(column: str) -> TruncDate:
    """The last day of a time at which something ends: midnight ends the day before."""
    return TruncDate(F(column) - timedelta(microseconds=1), tzinfo=LONDON)


def _ours() -> models.QuerySet[Edition]:
    """The versions of our response to a consultation of an outer query."""
    return Edition.objects.filter(publication__consultation_response__consultation=OuterRef("pk"))


def _is_sent() -> Exists:
    return Exists(apps.get_model("policy.Dispatch").objects.sent().filter(response__consultation=OuterRef("pk")))


class CycleQuerySet(models.QuerySet):
    def for_desk(self, user):
        """All for the policy desk, none for anybody else: whoever sees a consultation sees none of our work on it."""
        return self if can_any(user, DESK) else self.none()

    def with_owner(self):
        """With `owner`, and `owner_may`: whether they may still do it."""
        may = desk_people().filter(pk=OuterRef("owner"))
        return self.select_related("owner").annotate(owner_may=Exists(may))

    def with_stage(self):
        """With what `stage` needs, beside `with_owner`."""
        asks = self.model.questions.rel.related_model.objects.filter(consultation=OuterRef("pk"))
        asked = asks.filter(withdrawn_at=None, kind__in=ANSWERED)
        called = Exists(asked.filter(in_call=True))
        ours = _ours()
        return self.annotate(
            is_asked=Exists(asked),
            is_called=Q(opens_at__lte=clock.now()) & called,
            is_calling=Q(opens_at__lte=clock.now(), internal_deadline__gt=clock.now(), lapsed_on=None) & called,
            is_drafted=Exists(ours.exclude(state=EditionState.DISCARDED)),
            is_handed_in=Exists(ours.filter(state__in=BY["draft_due"])),
            is_sent=_is_sent(),
            is_closed=Q(closes_at__lte=clock.now()) | Q(lapsed_on__isnull=False),
            is_published=Exists(ours.public()),
            is_compared=Exists(asks.filter(outcomes__isnull=False)),
        )

    def in_work(self):
        """Those of which something is still to come: an answer, or what government makes of it."""
        return self.filter(lapsed_on=None, outcome_on=None)

    def followed(self):
        """Those in work, and those that we answered and whose outcome nobody compared yet; `with_stage`."""
        answered = Q(is_sent=True) | Q(is_published=True)
        return self.with_stage().filter(Q(outcome_on=None) | answered & Q(is_compared=False), lapsed_on=None)

    def of_owner(self, owner: str):
        """Those of a person (by primary key), of nobody who may ("nobody"), or all (""); from `with_owner`."""
        if owner == NOBODY:
            return self.filter(owner_may=False)
        return self.filter(owner=owner) if owner else self

    def with_work(self):
        """With what `work_due` needs: what is not done yet of it, while they still take an answer."""
        runs = Q(lapsed_on=None, closes_at__gt=clock.now())
        waits = {f"{due}_waits": runs & ~Exists(_ours().filter(state__in=states)) for due, states in BY.items()}
        approved = Exists(_ours().filter(state=EditionState.APPROVED))
        return self.annotate(**waits, sending_waits=runs & approved & ~_is_sent())

    def late(self):
        """Those of which something is late, the longest ago first."""
        today = timezone.localdate()
        late = Q(draft_due_waits=True, draft_due__lt=today) | Q(sign_off_due_waits=True, sign_off_due__lt=today)
        return self.with_work().filter(late).order_by(Least(*DUE), "pk")


class Cycle(models.Model):
    """What a consultation keeps of our own work on it. Its stage is never stored."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who owns it",
    )
    draft_due = models.DateField("draft due", null=True, blank=True)
    sign_off_due = models.DateField("sign-off due", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def owned_by(self) -> User | None:
        """Who owns it and may. From `with_owner` only."""
        return self.owner if self.owner_may else None

    @property
    def stage(self) -> Stage:
        """From `with_owner` and `with_stage` only."""
        names = [name for name in Done.__dataclass_fields__ if name != "is_owned"]
        return stage_of(Done(is_owned=bool(self.owned_by), **{name: getattr(self, name) for name in names}))

    @property
    def work_due(self) -> list[tuple[str, date]]:
        """What waits to be done by a day of ours, each with its day. From `with_work` only."""
        due = [(what, getattr(self, due)) for due, what in DUE.items() if getattr(self, f"{due}_waits")]
        return [(what, on) for what, on in due if on]

    @property
    def late_days(self) -> list[tuple[str, date]]:
        """Those of it whose day is behind us. From `late` only."""
        return [(what, on) for what, on in self.work_due if on < timezone.localdate()]


# NULLs are left out by LEAST and GREATEST, and a check that is NULL holds.
CYCLE_FITS = [
    models.CheckConstraint(
        condition=Q(draft_due__isnull=True) | Q(sign_off_due__isnull=True) | Q(sign_off_due__gte=F("draft_due")),
        name="consultation_draft_before_sign_off",
    ),
    models.CheckConstraint(
        condition=Q(draft_due__isnull=True, sign_off_due__isnull=True)
        | (
            Q(GreaterThanOrEqual(Least(*DUE), last_day("internal_deadline")))
            & Q(LessThanOrEqual(Greatest(*DUE), last_day("closes_at")))
        ),
        name="consultation_our_days_before_closing",
    ),
]
