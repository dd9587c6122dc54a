"""The figures that a list gives: providers, children's homes of all kinds, their places and judgements.

With these rules the lists of 2016, 2019 and 2025 give 1,981, 2,192 and 4,009 homes with 11,245, 11,573 and 15,742
places (tests/register/test_register_totals.py). The first two print only providers that had been inspected, so homes
without a judgement, and growth since those years, cannot be told from them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from register.lists.facts import RegisterRow
from register.lists.grades import Grade, Theme


@dataclass(frozen=True, slots=True)
class RegisterTotals:
    """`providers`: all that are registered, suspended ones too; those resigned, cancelled or closed are not counted.

    `childrens_homes`: those of all kinds among them (children's homes with short-break-only ones, secure children's
    homes, residential special schools registered as children's homes), `places` theirs. `judgements`: their latest
    overall judgements by grade. `not_yet_judged`: the rest, without an inspection or with "Not judged".
    """

    providers: int
    childrens_homes: int
    places: int
    judgements: Mapping[Grade, int]
    not_yet_judged: int


def totals(rows: Iterable[RegisterRow]) -> RegisterTotals:
    """The figures of a list's rows."""
    providers = [row for row in rows if row.on_register]
    homes = [row for row in providers if row.is_childrens_home]
    grades = Counter(overall_grade(row) for row in homes)
    return RegisterTotals(
        providers=len(providers),
        childrens_homes=len(homes),
        places=sum(row.places or 0 for row in homes),
        judgements={grade: grades[grade] for grade in Grade if grades[grade]},
        not_yet_judged=grades[None],
    )


def overall_grade(row: RegisterRow) -> Grade | None:
    """The grade of the latest overall judgement; None without one and for "Not judged", usually no children there."""
    judgement = row.inspection.judgement(Theme.OVERALL) if row.inspection else None
    return judgement.grade if judgement and judgement.grade is not Grade.NOT_JUDGED else None
