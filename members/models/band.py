import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from cleaning.constraint import shows
from history import track
from members.models.dues_year import OF_A_RELEASED_YEAR, DuesYear
from people.models import Provider
from people.models.faults import FaultsByField


class SizeRange(Func):
    """The sizes from the first to the last, both included; without a last one, all from the first."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()


@track()
class Band(FaultsByField):
    """What members of one kind and size pay for a year. A term keeps its band's name and dues as they were then.

    Sizes are homes or places, as the year says.
    """

    year = models.ForeignKey(DuesYear, models.CASCADE, related_name="bands")
    kind = models.CharField("kind of member", max_length=20, choices=Provider.MemberKind)
    name = models.CharField(max_length=40)
    size_from = models.PositiveIntegerField("from", default=1)
    size_to = models.PositiveIntegerField("to", null=True, blank=True)
    dues = models.DecimalField("dues for a year, in pounds", max_digits=9, decimal_places=2)  # without VAT

    class Meta:
        ordering = ["year", "kind", "size_from"]
        constraints = [
            shows("name", name="band_name"),
            models.CheckConstraint(
                condition=Q(size_to=None) | Q(size_to__gte=F("size_from")), name="band_sizes_in_order"
            ),
            models.CheckConstraint(condition=Q(dues__gte=0), name="band_dues_not_negative"),
            ExclusionConstraint(
                name="band_sizes_once",
                expressions=[
                    ("year", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        SizeRange("size_from", "size_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=Deferrable.DEFERRED,  # two bands change their border in one go
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_once_released",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=OF_A_RELEASED_YEAR,
            )
        ]

    def __str__(self):
        return self.name

    def holds(self, size: int) -> bool:
        """Whether it is the band of a member of this size."""
        return self.size_from <= size and (self.size_to is None or size <= self.size_to)

    @property
    def holds_any(self) -> bool:
        """Whether a member's size does not matter."""
        return self.size_from == 0 and self.size_to is None
