import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from history import track
from people.access import Permission, can
from people.models.faults import FaultsByField

# What people were told stays as it was: a year that is released, and its bands.
OF_A_RELEASED_YEAR = """
    IF EXISTS (SELECT 1 FROM members_duesyear WHERE id IN (OLD.year_id, NEW.year_id) AND released_at IS NOT NULL)
    THEN RAISE EXCEPTION 'bands of released dues stay' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'band_of_draft';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class DuesYearQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is planned is for those who keep memberships; members read what it comes to for them on their terms."""
        return self if can(user, Permission.MEMBERSHIP_MANAGE) else self.none()

    def released(self):
        return self.filter(released_at__isnull=False)

    def drafts(self):
        return self.filter(released_at=None)

    def for_terms_from(self, day):
        """The released one that holds for a term that begins on a day: at most one."""
        newest = self.released().filter(starts_on__lte=day).order_by("-starts_on")
        return self.filter(pk__in=newest.values("pk")[:1])

    def drafted_for(self, day):
        """The drafts that would hold for a term from a day, were they released, in the place of the one that does."""
        in_force = self.for_terms_from(day).values("starts_on")
        return self.drafts().filter(starts_on__lte=day, starts_on__gt=models.Subquery(in_force))


@track()
class DuesYear(FaultsByField):
    """What members pay for terms that begin on a day or after it, until the next year's first day.

    A draft, seen by nobody outside, until it is released; from then on it stays as it is.
    """

    class Measure(models.TextChoices):
        HOMES = "homes", "Homes"
        PLACES = "places", "Places"

    class Joining(models.TextChoices):
        OWN_YEAR = "own", "A year from the day of joining, for the whole dues"
        FULL = "full", "To the end of the membership year, for the whole dues"
        MONTHS = "months", "To the end of the membership year, for the months that are left"

    starts_on = models.DateField(
        "for terms that begin on or after",
        unique=True,
        error_messages={"unique": "There are dues from this day. Change those."},
    )
    census_on = models.DateField("census date")  # the homes that a provider has on the register then are counted
    measure = models.CharField("bands are by", max_length=10, choices=Measure, default=Measure.HOMES)
    joining = models.CharField("who joins later is a member", max_length=10, choices=Joining, default=Joining.OWN_YEAR)
    vat_rate = models.DecimalField("VAT, in per cent", max_digits=4, decimal_places=2, default=0)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = DuesYearQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(census_on__lte=F("starts_on")),
                name="dues_year_census_before_it_starts",
                violation_error_code="census_on",
                violation_error_message="Homes are counted before it begins. Choose its first day, or one before.",
            ),
            models.CheckConstraint(
                condition=Q(vat_rate__gte=0),
                name="dues_year_vat_not_negative",
                violation_error_code="vat_rate",
                violation_error_message="VAT cannot be less than nothing.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="no_update_once_released",
                operation=pgtrigger.UpdateOf("starts_on", "census_on", "measure", "joining", "vat_rate"),
                condition=pgtrigger.Q(old__released_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="no_delete_once_released",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__released_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Dues from {self.starts_on:%-d %B %Y}"

    @property
    def is_draft(self) -> bool:
        return self.released_at is None
