from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest, Least

from cache_version.models import bumps_cache_version
from cleaning.constraint import shows
from history import track
from members.models.band import Band
from members.models.owned import OwnedQuerySet
from members.status import access_until, last_day_of
from people.models import Provider


class DayAfter(Func):
    template = "(%(expressions)s + 1)"
    output_field = models.DateField()


class Days(Func):
    """From the first day to the one before the last."""

    function = "DATERANGE"
    output_field = DateRangeField()


# The days of membership: a resignation ends them, and one before the term leaves none.
RUNS = Days("starts_on", Greatest("starts_on", Least(DayAfter("ends_on"), "resigned_on")))


def never_begins(of: str = "") -> Q:
    """Which terms membership ended, or ends, before: of rows that a path leads from, such as `term__`."""
    return Q(**{f"{of}resigned_on__lte": F(f"{of}starts_on")})


class TermQuerySet(OwnedQuerySet):
    def that_begin(self):
        """All but those before which membership ended, or ends."""
        return self.exclude(never_begins())

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
    # What it rests on, frozen for the year.
    kind = models.CharField(
        "kind of member",
        max_length=20,
        choices=Provider.MemberKind,
        default=Provider.MemberKind.PROVIDER,
        db_default=Provider.MemberKind.PROVIDER,
    )
    band = models.CharField(max_length=40)  # its name
    chosen_band = models.ForeignKey(Band, models.PROTECT, null=True, blank=True, related_name="terms")  # none of old
    dues = models.DecimalField(max_digits=9, decimal_places=2)  # pounds, without VAT
    vat_rate = models.DecimalField("VAT, in per cent", max_digits=4, decimal_places=2, default=0, db_default=0)
    homes_counted = models.PositiveSmallIntegerField()
    places_counted = models.PositiveIntegerField(null=True, blank=True)  # None: of before they were counted
    census_on = models.DateField("census date", null=True, blank=True)  # None likewise
    register_file = models.ForeignKey(
        "register.RegisterFile", models.PROTECT, null=True, blank=True, related_name="terms"
    )  # None: nothing was counted on a list, as of members in Wales alone
    override_reason = models.CharField("why not by the bands", max_length=200, blank=True, db_default="")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"),
            ExclusionConstraint(
                name="term_one_at_a_time",
                expressions=[("provider", RangeOperators.EQUAL), (RUNS, RangeOperators.OVERLAPS)],
            ),
            shows("override_reason", name="term_override_reason", may_be_empty=True),
        ]
        # The newest term of each provider is asked for in every list of providers.
        indexes = [models.Index(fields=["provider", "-starts_on"], name="term_begun_last")]
        triggers = [
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.UpdateOf(
                    *("provider_id", "starts_on", "kind", "band", "chosen_band_id", "dues", "vat_rate"),
                    *("homes_counted", "places_counted", "census_on", "register_file_id", "override_reason"),
                ),
            )
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

    @property
    def never_begins(self) -> bool:
        """Whether membership ended, or ends, before it: `never_begins`."""
        return self.resigned_on is not None and self.resigned_on <= self.starts_on

    @property
    def last_day(self) -> date:
        """The last day of membership."""
        return last_day_of(self.ends_on, self.resigned_on)
