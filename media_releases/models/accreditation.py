"""Journalists who may be given texts under embargo: who applied, what we decided, until when it holds."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cleaning.constraint import shows
from history import track
from people.access import Permission, can
from people.models import Role
from publishing import clock

ROLE = "journalist"


class AccreditationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The press desk sees all of them; nobody else any."""
        return self if can(user, Permission.PRESS_DESK) else self.none()

    def in_force(self):
        """Those that open embargoed texts now, by the database's clock: accepted, not ended, and the role taken."""
        taken = Role.objects.current().filter(user=OuterRef("user"), name=ROLE)
        return self.filter(Exists(taken), state=Accreditation.State.ACCEPTED, expires_on__gt=clock.today())

    def to_decide(self):
        """Applications that wait, and suspensions whose time is over; the oldest first."""
        over = Q(state=Accreditation.State.SUSPENDED, suspended_until__lte=timezone.localdate())
        return self.filter(Q(state=Accreditation.State.APPLIED) | over).order_by("applied_at", "pk")


@track()
class Accreditation(models.Model):
    """One application of a journalist for one job at one outlet, and what became of it."""

    class State(models.TextChoices):
        APPLIED = "applied", "Waiting"
        ACCEPTED = "accepted", "Accredited"
        SUSPENDED = "suspended", "Suspended"
        REFUSED = "refused", "Refused"
        ENDED = "ended", "Ended"

    class Criterion(models.TextChoices):
        """What is published on the page where one applies, in the words that a refusal repeats."""

        REPORTS = "reports", "You report for a news organisation, or freelance with published work of your own."
        SUBJECT = "subject", "Your work covers children’s social care, local government, education or public policy."
        CHECKED = "checked", "We can check it: by your published work, or by an editor whom we can ring."
        NO_CONFLICT = "no_conflict", "You work neither for a provider nor for a body that inspects, buys or lobbies."

    name = models.CharField("your name", max_length=120)
    email = models.EmailField("work email address", max_length=254)
    outlet = models.CharField("where you work", max_length=120)
    job = models.CharField("your job", max_length=120)
    proof = models.TextField("how we can check it", max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.APPLIED)
    applied_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="accreditations"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    criterion = models.CharField("criterion that is not met", max_length=20, choices=Criterion, blank=True)
    reason = models.CharField(max_length=255, blank=True)
    expires_on = models.DateField(null=True, blank=True)  # the first day without
    suspended_until = models.DateField(null=True, blank=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [
            shows("name", name="accreditation_name"),
            models.CheckConstraint(
                condition=Q(state="applied", decided_at=None) | (~Q(state="applied") & Q(decided_at__isnull=False)),
                name="accreditation_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "suspended"]) | Q(expires_on__isnull=False),
                name="accreditation_in_force_ends",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["applied", "accepted"]) | ~Q(reason=""), name="accreditation_ends_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(criterion="") | ~Q(state="refused") & Q(criterion=""),
                name="accreditation_refused_by_criterion",
            ),
            models.CheckConstraint(
                condition=Q(state="suspended", suspended_until__isnull=False)
                | (~Q(state="suspended") & Q(suspended_until=None)),
                name="accreditation_suspended_until",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state__in=["accepted", "suspended"]), name="accreditation_one_each"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.outlet}"
