"""Figures that a list of the register gives. Register figures alone are public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, FilteredRelation, Q, Sum

from figures.percent import percent
from register.lists.grades import Grade
from register.models import RegisterFile

# Judgements of a home as a whole, of any year: "adequate" and "satisfactory" were grades of their time. Others, as
# those of an interim visit, say how a home went on and not how good it is. One in words not known here is counted with
# them: it is no reason to call a higher share good.
JUDGED = {
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE,
    Grade.ADEQUATE,
    Grade.SATISFACTORY,
    Grade.INADEQUATE,
    Grade.UNKNOWN,
}


@dataclass(frozen=True)
class RegisterFigures:
    """Counts of one list: all on the register, and its children's homes of all kinds with their latest judgements.

    A list that prints only those that had been inspected (`is_whole` is false) says how these were judged, and not how
    many homes there were or how many waited for their first inspection.
    """

    as_at: date
    is_whole: bool
    providers: int
    homes: int
    places: int
    grades: Mapping[Grade, int]

    @property
    def judgements(self) -> list[tuple[str, int]]:
        """The grades that the list prints, from best to worst, with how many homes have each."""
        return [(str(grade).replace("_", " "), self.grades[grade]) for grade in Grade if grade in self.grades]

    @property
    def judged(self) -> int:
        return sum(self.grades.get(grade, 0) for grade in JUDGED)

    @property
    def not_yet_judged(self) -> int:
        return self.homes - sum(self.grades.values())

    @property
    def good_or_outstanding_percent(self) -> int | None:
        """Share of judged homes, in whole percent; None where none is judged."""
        best = self.grades.get(Grade.GOOD, 0) + self.grades.get(Grade.OUTSTANDING, 0)
        return percent(best, self.judged)


def figures_of(file: RegisterFile) -> RegisterFigures:
    """The figures of one list: one query."""
    # An inspection has one overall judgement at most, so no entry counts twice.
    overall = FilteredRelation("inspection__judgements", condition=Q(inspection__judgements__theme="overall"))
    home = Q(is_childrens_home=True)
    listed = file.entries.filter(on_register=True).order_by().annotate(overall=overall).values_list("overall__grade")
    rows = list(
        listed.annotate(Count("pk"), homes=Count("pk", filter=home), all_places=Sum("places", filter=home, default=0))
    )
    graded = {Grade(grade): homes for grade, _, homes, _ in rows if homes and grade not in (None, Grade.NOT_JUDGED)}
    return RegisterFigures(
        as_at=file.as_at,
        is_whole=file.covers == RegisterFile.Coverage.ALL,
        providers=sum(providers for _, providers, _, _ in rows),
        homes=sum(homes for _, _, homes, _ in rows),
        places=sum(places for *_, places in rows),
        grades=graded,
    )
