from django.db import models
from django.db.models import F, Q

from cache_version.models import bumps_cache_version
from history import track
from members.models.band import Band
from members.models.owned import OwnedQuerySet
from members.status import access_until


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
