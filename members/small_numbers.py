"""Which parts of a private whole may be told, so that nobody can reckon what one member brings. Without Django.

The rule (DESIGN, section 5): at least five ultimate groups of owners stand behind a number, none of them with more than
half of it, and what is hidden cannot be reckoned from what is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

FEWEST_GROUPS = 5


class Brought(NamedTuple):
    """What one group of owners brings to a part."""

    providers: int = 0
    homes: int = 0
    places: int = 0


type Part = Mapping[int, Brought]  # by group
type Table = Mapping[str, Part]  # by name; parts of the same name in several tables are the same part


def may_be_told(part: Part) -> bool:
    """Whether enough groups stand behind each number of a part, and none of them behind more than half."""
    measures = zip(*part.values(), strict=True)
    return len(part) >= FEWEST_GROUPS and all(2 * max(measure) <= sum(measure) for measure in measures)


def told(tables: Iterable[Table]) -> set[str]:
    """The names of the parts that may be told together with the whole, which the parts of each table add up to.

    What a table hides could be reckoned as one number, so the hidden parts of each must bear being told together:
    where they do not, the smallest of the others is hidden too. A part is hidden everywhere or nowhere.
    """
    tables = list(tables)
    names = {name for table in tables for name in table}
    hidden = {name for table in tables for name, part in table.items() if not may_be_told(part)}
    while more := set().union(*(_also_hidden(table, hidden) for table in tables)):
        hidden |= more
    return names - hidden


def together(parts: Iterable[Part]) -> Part:
    """Several parts as one."""
    sums: dict[int, list[Brought]] = defaultdict(list)
    for part in parts:
        for group, brought in part.items():
            sums[group].append(brought)
    return {group: Brought(*map(sum, zip(*rows, strict=True))) for group, rows in sums.items()}


def _also_hidden(table: Table, hidden: set[str]) -> set[str]:
    left = table.keys() - hidden
    if not left or left == table.keys() or may_be_told(together(table[name] for name in table.keys() & hidden)):
        return set()
    return {min(left, key=lambda name: (sum(row.homes for row in table[name].values()), name))}
