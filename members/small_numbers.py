"""Which parts of a private whole may be told, so that nobody can work out what one member brings. Without Django.

The rule (docs/domain.md, “Small numbers”): at least five ultimate groups of owners stand behind a number, none of them
with more than half of it, and what is hidden cannot be worked out from what is told. Everyone has the register, so what
is told is held against what it prints of all homes: a part of which every home is ours would name each of its owners.
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


class Printed(NamedTuple):
    """What the register prints of all homes of a part, ours or not."""

    homes: int
    places: int


type Part = Mapping[int, Contribution]  # by group


def may_be_disclosed(part: Part) -> bool:
    """Whether enough groups stand behind each number of a part, and none of them behind more than half."""
    measures = zip(*part.values(), strict=True)
    return len(part) >= FEWEST_GROUPS and all(2 * max(measure) <= sum(measure) for measure in measures)


def may_be_told(part: Part, of: Printed) -> bool:
    """Whether a part may be disclosed beside what the register prints of it: not where all of it is ours."""
    return may_be_disclosed(part) and sum(row.homes for row in part.values()) < of.homes


def disclosable(table: Mapping[str, Part], printed: Mapping[str, Printed]) -> set[str]:
    """The names of the parts that may be told together with the whole that they add up to.

    What a table hides could be worked out as one number, so the hidden parts must bear being told together, and none of
    them may follow from that number and the register: where they do not, the smallest of the others is hidden too.
    """
    shown = {name for name, part in table.items() if may_be_told(part, printed[name])}
    while shown and shown != table.keys():
        hidden = {name: table[name] for name in table.keys() - shown}
        if may_be_disclosed(together(hidden.values())) and not follows(hidden, printed):
            break
        shown.remove(min(shown, key=lambda name: (sum(row.homes for row in table[name].values()), name)))
    return shown


def follows(hidden: Mapping[str, Part], printed: Mapping[str, Printed]) -> bool:
    """Whether a number of a hidden part follows from what the hidden parts add up to and what the register prints.

    Each lies between nought and what is printed; where the others, at their most or at their least, leave it one value,
    it is known. Where all that is printed of them is ours, each is.
    """
    for measure in Printed._fields:
        most = {name: getattr(printed[name], measure) for name in hidden}
        left = sum(getattr(row, measure) for part in hidden.values() for row in part.values())
        others = sum(most.values())
        if any(max(0, left - (others - own)) == min(own, left) for own in most.values()):
            return True
    return False


def together(parts: Iterable[Part]) -> Part:
    """Several parts as one."""
    sums: dict[int, list[Contribution]] = defaultdict(list)
    for part in parts:
        for group, contribution in part.items():
            sums[group].append(contribution)
    return {group: Contribution(*map(sum, zip(*rows, strict=True))) for group, rows in sums.items()}
