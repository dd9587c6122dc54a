from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from members.status import GRACE, Dates, Status, access_until, status_on
from people.access import Permission, can, providers_with
from people.models import Listed, Provider


class OwnedQuerySet(models.QuerySet):
    """Rows about a provider's membership: the provider's owners see theirs, the membership manager all."""

    def visible_to(self, user):
        if can(user, Permission.MEMBERSHIP_MANAGE):
            return self
        return self.filter(provider__in=providers_with(user, Permission.MEMBERSHIP_OWN))


@track()
class Application(models.Model):
    """A provider's wish to join, and what was decided."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="applications")
    applied_on = models.DateField(default=timezone.localdate)
    decided_on = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, accepted__isnull=True)
                | Q(decided_on__isnull=False, accepted__isnull=False),
                name="application_decided_with_decision",
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(decided_on=None), name="application_one_undecided"
            ),
        ]

    def __str__(self):
        return f"{self.provider}, {self.applied_on}"


@track()
class Band(Listed):
    """What members of a size pay for a year. A term keeps its band's name and dues as they were when it began."""

    KEEPER = Permission.MEMBERSHIP_MANAGE

    name = models.CharField(max_length=40)
    homes_from = models.PositiveSmallIntegerField("homes, from", default=1)
    homes_to = models.PositiveSmallIntegerField("homes, to", null=True, blank=True)
    dues = models.DecimalField("dues for a year, in pounds", max_digits=9, decimal_places=2)

    class Meta(Listed.Meta):
        constraints = [
            shows("name", name="band_name"),
            models.UniqueConstraint(
                Lower("name"),
                name="band_name_once",
                violation_error_code="name",
                violation_error_message="There is a band of this name, offered or retired. Change that one.",
            ),
            models.CheckConstraint(
                condition=Q(homes_to=None) | Q(homes_to__gte=F("homes_from")),
                name="band_homes_in_order",
                violation_error_code="homes_to",
                violation_error_message="This must not be less than the number before it.",
            ),
            models.CheckConstraint(
                condition=Q(dues__gte=0),
                name="band_dues_not_negative",
                violation_error_code="dues",
                violation_error_message="Dues cannot be less than nothing.",
            ),
        ]

    def __str__(self):
        return self.name

    def holds(self, homes: int) -> bool:
        """Whether it is the band of a provider with so many homes."""
        return self.homes_from <= homes and (self.homes_to is None or homes <= self.homes_to)


class TermQuerySet(OwnedQuerySet):
    def on(self, day):
        """Terms that run on a day, resignations aside."""
        return self.filter(Q(resigned_on=None) | Q(resigned_on__gt=day), starts_on__lte=day, ends_on__gte=day)


@bumps_cache_version
@track()
class Term(models.Model):
    """One year of a provider's membership. Its status is never stored: it follows from the dates."""

    provider = models.ForeignKey("people.Provider", models.CASCADE, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day
    resigned_on = models.DateField(null=True, blank=True)  # the first day without membership
    band = models.CharField(max_length=40)  # its name, frozen for the year
    chosen_band = models.ForeignKey(Band, models.PROTECT, null=True, blank=True, related_name="terms")  # none of old
    dues = models.DecimalField(max_digits=9, decimal_places=2)  # pounds, frozen for the year
    homes_counted = models.PositiveSmallIntegerField()  # what the band rested on

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="term_ends_after_start"),
            models.UniqueConstraint(fields=["provider", "starts_on"], name="term_once"),
        ]

    def __str__(self):
        return f"{self.provider}, {self.starts_on:%Y}"

    @property
    def system_name(self) -> str:
        """Whose it is, for whoever runs the portal."""
        return f"Membership of {self.provider}"

    @property
    def access_until(self):
        return access_until(self.ends_on)


@track()
class Invoice(models.Model):
    """What a provider was asked to pay for a term, and when it paid."""

    number = models.CharField(max_length=20, unique=True)
    provider = models.ForeignKey("people.Provider", models.PROTECT, related_name="invoices")
    term = models.ForeignKey(Term, models.PROTECT, related_name="invoices")
    amount = models.DecimalField(max_digits=9, decimal_places=2)  # pounds
    sent_on = models.DateField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(due_on__gte=F("sent_on")), name="invoice_due_after_sent")]

    def __str__(self):
        return self.number

    @property
    def is_late(self) -> bool:
        return self.paid_on is None and self.due_on < timezone.localdate()


def with_membership(providers, today=None):
    """A QuerySet of providers with the dates of their membership and application: one query for any number.

    The newest term counts that has begun, or that follows one that runs without a gap: whoever joins next April is no
    member today, and whoever renewed early is one until the end of what they renewed to.
    """
    today = today or timezone.localdate()
    before = {"provider": OuterRef("provider"), "ends_on__gte": OuterRef("starts_on") - timedelta(days=1)}
    follows = Exists(Term.objects.filter(**before, starts_on__lte=today, resigned_on=None))
    counted = Q(starts_on__lte=today) | Q(follows)
    terms = Term.objects.filter(counted, provider=OuterRef("pk")).order_by("-ends_on", "-pk")
    asked = Application.objects.filter(provider=OuterRef("pk")).order_by("-applied_on", "-pk")
    return providers.annotate(
        term_ends_on=Subquery(terms.values("ends_on")[:1]),
        term_resigned_on=Subquery(terms.values("resigned_on")[:1]),
        applied_on=Subquery(asked.values("applied_on")[:1]),
        refused_on=Subquery(asked.filter(accepted=False).values("decided_on")[:1]),
    )


def status_of(provider, today=None) -> Status:
    """The status of a provider from `with_membership`, on a day (default: today in London)."""
    dates = Dates(provider.term_ends_on, provider.term_resigned_on, provider.applied_on, provider.refused_on)
    return status_on(dates, today or timezone.localdate())


def with_full_access(providers, today=None):
    """Those providers whose status is current or overdue: the rule of `members.status`, as a query."""
    today = today or timezone.localdate()
    return with_membership(providers, today).filter(
        Q(term_resigned_on=None) | Q(term_resigned_on__gt=today), term_ends_on__gte=today - GRACE
    )


def belongs_to_member(user) -> bool:
    """Whether a current role of the user is for a provider with full access today."""
    if not user.is_authenticated:
        return False
    own = [role.provider_id for role in user.current_roles if role.provider_id]
    return with_full_access(Provider.objects.filter(pk__in=own)).exists()
