"""Which parts of a private whole may be told, so that nobody can work out what one member brings. Without Django.

The rule (docs/domain.md, “Small numbers”): at least five ultimate groups of owners stand behind a number, none of them
with more than half of it, and what is hidden cannot be worked out from what is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

FEWEST_GROUPS = 5


class Contribution(NamedTuple):
    """What one group of owners brings to a part."""

    providers: int
    homes: int
    places: int


type Part = Mapping[int, Contribution]  # by group


def may_be_disclosed(part: Part) -> bool:
    """Whether enough groups stand behind each number of a part, and none of them behind more than half."""
    measures = zip(*part.values(), strict=True)
    return len(part) >= FEWEST_GROUPS and all(2 * max(measure) <= sum(measure) for measure in measures)


def disclosable(table: Mapping[str, Part]) -> set[str]:
    """The names of the parts that may be told together with the whole that they add up to.

    What a table hides could be worked out as one number, so the hidden parts must bear being told together: where they
    do not, the smallest of the others is hidden too.
    """
    shown = {name for name, part in table.items() if may_be_disclosed(part)}
    while (
        shown and shown != table.keys() and not may_be_disclosed(together(table[name] for name in table.keys() - shown))
    ):
        shown.remove(min(shown, key=lambda name: (sum(row.homes for row in table[name].values()), name)))
    return shown


def together(parts: Iterable[Part]) -> Part:
    """Several parts as one."""
    sums: dict[int, list[Contribution]] = defaultdict(list)
    for part in parts:
        for group, contribution in part.items():
            sums[group].append(contribution)
    return {group: Contribution(*map(sum, zip(*rows, strict=True))) for group, rows in sums.items()}
