"""Figures that the current register gives. Register figures alone are public."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, FilteredRelation, Q, Sum

from register.models import RegisterFile

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")


@dataclass(frozen=True)
class RegisterFigures:
    """Counts of one list: all on the register, and its children's homes of all kinds with their latest judgements."""

    as_at: date
    providers: int
    homes: int
    places: int
    outstanding: int
    good: int
    requires_improvement: int
    inadequate: int

    @property
    def judged(self) -> int:
        return self.outstanding + self.good + self.requires_improvement + self.inadequate

    @property
    def not_yet_judged(self) -> int:
        return self.homes - self.judged

    @property
    def good_or_outstanding_percent(self) -> int | None:
        """Share of judged homes, in whole percent; None where none is judged."""
        return round(100 * (self.good + self.outstanding) / self.judged) if self.judged else None


def figures_of(file: RegisterFile) -> RegisterFigures:
    """The figures of one list: one query."""
    # An inspection has one overall judgement at most, so no entry counts twice.
    overall = FilteredRelation("inspection__judgements", condition=Q(inspection__judgements__theme="overall"))
    home = Q(is_childrens_home=True)
    counted = file.entries.filter(on_register=True).annotate(overall=overall)
    return RegisterFigures(
        as_at=file.as_at,
        **counted.aggregate(
            providers=Count("pk"),
            homes=Count("pk", filter=home),
            places=Sum("places", filter=home, default=0),
            **{grade: Count("pk", filter=home & Q(overall__grade=grade)) for grade in GRADES},
        ),
    )
