from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from cleaning.constraint import shows
from history import track
from people.access import Permission
from people.models import Listed


@track()
class Band(Listed):
    """What members of a size pay for a year. A term keeps its band's name and dues as they were when it began."""

    KEEPER = Permission.MEMBERSHIP_MANAGE

    name = models.CharField(max_length=40)
    homes_from = models.PositiveSmallIntegerField("homes, from", default=1)
    homes_to = models.PositiveSmallIntegerField("homes, to", null=True, blank=True)
    dues = models.DecimalField("dues for a year, in pounds", max_digits=9, decimal_places=2)  # without VAT
    vat_rate = models.DecimalField("VAT, in per cent", max_digits=4, decimal_places=2, default=0, db_default=0)

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
            models.CheckConstraint(
                condition=Q(vat_rate__gte=0),
                name="band_vat_not_negative",
                violation_error_code="vat_rate",
                violation_error_message="VAT cannot be less than nothing.",
            ),
        ]

    def __str__(self):
        return self.name

    def holds(self, homes: int) -> bool:
        """Whether it is the band of a provider with so many homes."""
        return self.homes_from <= homes and (self.homes_to is None or homes <= self.homes_to)
