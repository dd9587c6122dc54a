"""The scales of judgement: what each judges, its grades from best to worst, and when it is in use.

Judgements keep the words of their time; nothing is recast from one scale to another. Dates are those of
docs/domain.md, “Judgements”; where it gives none, the lists themselves tell the first or last use.
"""

from dataclasses import dataclass
from datetime import date

from register.lists.grades import WHOLE, Grade, Scale, Theme

ENGLAND, WALES = "England", "Wales"
BEFORE_2015 = (Theme.OVERALL, Theme.HELP_AND_PROTECTION, Theme.LEADERSHIP, Theme.OUTCOMES, Theme.QUALITY_OF_CARE)
SINCE_2015 = (Theme.OVERALL, Theme.HELP_AND_PROTECTION, Theme.LEADERSHIP)
WELSH = (Theme.WELL_BEING, Theme.CARE_AND_SUPPORT, Theme.LEADERSHIP, Theme.ENVIRONMENT)


@dataclass(frozen=True)
class Period:
    """A scale from one day (None: before all lists) until another, the first without it (None: still in use)."""

    scale: Scale
    nation: str
    name: str
    themes: tuple[Theme, ...]
    grades: tuple[Grade, ...]
    starts: date | None
    ends: date | None

    def is_in_force(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day < self.ends)

    @property
    def words(self) -> str:
        """The grades as a sentence lists them, from best to worst."""
        return ", ".join(grade.replace("_", " ") for grade in self.grades)

    @property
    def has_overall(self) -> bool:
        return not set(WHOLE).isdisjoint(self.themes)


PERIODS = (
    Period(
        Scale.FOUR_POINT,
        ENGLAND,
        "Four grades, with “adequate” or “satisfactory”",
        BEFORE_2015,
        (Grade.OUTSTANDING, Grade.GOOD, Grade.SATISFACTORY, Grade.ADEQUATE, Grade.INADEQUATE, Grade.NOT_JUDGED),
        None,
        date(2015, 4, 1),  # the framework of that day; the lists print the last "adequate" for 2 January 2015
    ),
    Period(
        Scale.FOUR_POINT,
        ENGLAND,
        "Three judgements on four grades",
        SINCE_2015,
        (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE, Grade.NOT_JUDGED),
        date(2015, 4, 1),
        None,
    ),
    Period(
        Scale.NUMBERED,
        ENGLAND,
        "Grades as numbers, in the lists of 2013 and 2014",
        BEFORE_2015,
        (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE, Grade.INADEQUATE, Grade.NOT_JUDGED),
        None,
        date(2015, 4, 1),
    ),
    Period(
        Scale.INTERIM,
        ENGLAND,
        "Interim inspections: effectiveness since the last full one",
        (Theme.OVERALL,),
        (Grade.IMPROVED, Grade.SUSTAINED, Grade.DECLINED),
        None,
        date(2022, 4, 1),  # assurance inspections, which make no judgement, took their place
    ),
    Period(
        Scale.SUPPORTED_ACCOMMODATION,
        ENGLAND,
        "Supported accommodation: three outcomes",
        (Theme.SUPPORTED_ACCOMMODATION,),
        (Grade.CONSISTENTLY_STRONG, Grade.INCONSISTENT, Grade.SERIOUS_WEAKNESSES, Grade.NOT_JUDGED),
        date(2023, 4, 28),
        None,
    ),
    Period(
        Scale.WELSH_THEMES,
        WALES,
        "Four themes, each rated, and none for the whole",
        WELSH,
        (Grade.EXCELLENT, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.REQUIRES_SIGNIFICANT_IMPROVEMENT),
        date(2025, 4, 1),
        None,
    ),
)


def period_of(scale: str, day: date | None) -> Period | None:
    """The period of a scale on a day; None for words on no scale, or where the scale was not in use then."""
    return next((each for each in PERIODS if each.scale == scale and day and each.is_in_force(day)), None)
