"""Judgements: the words as printed, the scale they belong to and one canonical grade: docs/domain.md, “Judgements”."""

from enum import StrEnum

from register.lists.problems import Unreadable
from sheets.headings import letters


class Theme(StrEnum):
    """What is judged. Ofsted renamed the first three in 2017 to 2019; the values are the fields of `headings`."""

    OVERALL = "overall"
    HELP_AND_PROTECTION = "help_and_protection"
    LEADERSHIP = "leadership"
    OUTCOMES = "outcomes"
    QUALITY_OF_CARE = "quality_of_care"
    EDUCATION = "education"
    HEALTH = "health"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    # Wales rates these and leadership, and gives no rating for the whole.
    WELL_BEING = "well-being"
    CARE_AND_SUPPORT = "care_and_support"
    ENVIRONMENT = "environment"


# What counts for the whole of an inspection: one of them at most is judged.
WHOLE = (Theme.OVERALL, Theme.SUPPORTED_ACCOMMODATION)


class Scale(StrEnum):
    FOUR_POINT = "four_point"
    NUMBERED = "numbered"
    INTERIM = "interim"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    STRAY = "stray"
    WELSH_THEMES = "welsh_themes"
    UNKNOWN = "unknown"


class Grade(StrEnum):
    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    NOT_JUDGED = "not_judged"
    ADEQUATE = "adequate"
    SATISFACTORY = "satisfactory"
    REQUIRES_IMPROVEMENT_OR_ADEQUATE = "requires_improvement_or_adequate"
    IMPROVED = "improved"
    SUSTAINED = "sustained"
    DECLINED = "declined"
    CONSISTENTLY_STRONG = "consistently_strong"
    INCONSISTENT = "inconsistent"
    SERIOUS_WEAKNESSES = "serious_weaknesses"
    NMS_NOT_MET = "nms_not_met"
    GOOD_PROGRESS = "good_progress"
    EXCELLENT = "excellent"
    REQUIRES_SIGNIFICANT_IMPROVEMENT = "requires_significant_improvement"
    UNKNOWN = "unknown"  # words of a scale that is newer than this portal: it was judged, and nobody says how


WORDS = {
    Scale.FOUR_POINT: {
        "Outstanding": Grade.OUTSTANDING,
        "Good": Grade.GOOD,
        "Requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
        "Requires improvement": Grade.REQUIRES_IMPROVEMENT,
        "Inadequate": Grade.INADEQUATE,
        "Adequate": Grade.ADEQUATE,
        "Satisfactory": Grade.SATISFACTORY,
        "Not judged": Grade.NOT_JUDGED,
    },
    # The files of 2013-14. Ofsted's own note: 3 = requires improvement, adequate or satisfactory, 5 = not judged.
    Scale.NUMBERED: {
        "1": Grade.OUTSTANDING,
        "2": Grade.GOOD,
        "3": Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE,
        "4": Grade.INADEQUATE,
        "5": Grade.NOT_JUDGED,
    },
    Scale.INTERIM: {
        "Improved effectiveness": Grade.IMPROVED,
        "Improved": Grade.IMPROVED,
        "Sustained effectiveness": Grade.SUSTAINED,
        "Sustained": Grade.SUSTAINED,
        "Declined effectiveness": Grade.DECLINED,
        "Declined in effectiveness": Grade.DECLINED,
        "Declined": Grade.DECLINED,
    },
    Scale.SUPPORTED_ACCOMMODATION: {
        "Consistently strong service delivery": Grade.CONSISTENTLY_STRONG,
        "Inconsistent quality of service delivery": Grade.INCONSISTENT,
        "Serious or widespread weaknesses": Grade.SERIOUS_WEAKNESSES,
    },
    Scale.STRAY: {"NMS Not Met": Grade.NMS_NOT_MET, "Good Progress": Grade.GOOD_PROGRESS},
}

# Apart: "Good" is a grade of both nations, on scales that must not be taken for one another.
WELSH_WORDS = {
    "Excellent": Grade.EXCELLENT,
    "Good": Grade.GOOD,
    "Requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "Requires significant improvement": Grade.REQUIRES_SIGNIFICANT_IMPROVEMENT,
}

GRADES = {letters(words): (scale, grade) for scale, listed in WORDS.items() for words, grade in listed.items()}
NO_GRADE = "0"  # In the files of 2013-14.


class NewGrade(str):
    """Words that stand for a judgement in several rows of a list, and on no scale known here."""


def is_known(words: str) -> bool:
    """Whether the words are on one of the scales."""
    return letters(words) in GRADES


def graded(words: str, theme: Theme, field: str) -> tuple[Scale, Grade] | None:
    """The scale and grade of a judgement printed in a field, or None for the zero that means none was made.

    Raises Unreadable for words on no scale, and for words on a scale that this judgement does not use: a row whose
    cells have slipped by one column shows a "Good" where only supported accommodation's three outcomes can stand.
    """
    if words == NO_GRADE:
        return None
    if isinstance(words, NewGrade):
        return Scale.UNKNOWN, Grade.UNKNOWN
    found = GRADES.get(letters(words))
    if found is None:
        raise Unreadable("This is not a grade known here. Correct it, or ask for it to be added.", field)
    outcome = theme is Theme.SUPPORTED_ACCOMMODATION
    if found[1] is not Grade.NOT_JUDGED and outcome != (found[0] is Scale.SUPPORTED_ACCOMMODATION):
        raise Unreadable("This grade belongs to another kind of judgement; a cell of this row may be missing.", field)
    return found
