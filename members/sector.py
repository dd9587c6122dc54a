"""The sector home by home, and the ways in which it is divided for who asks for whom we speak. Without Django."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from members.small_numbers import Contribution, Part
from register.lists.owners import owner_key

SIZES = [(1, "1 home"), (4, "2 to 4 homes"), (15, "5 to 15 homes")]
LARGEST = "16 homes or more"
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement to be good",
    # Of their time: lists of before 2017 print them.
    "requires_improvement_or_adequate": "Requires improvement or adequate",
    "adequate": "Adequate",
    "satisfactory": "Satisfactory",
    "inadequate": "Inadequate",
    "unknown": "In words not known here",
}


@dataclass(frozen=True)
class Row:
    """A children's home.

    `grade` is its latest overall judgement, empty if there is none; `provider` and `group` (the company above all
    others) are a member's, None for a home of nobody in membership.
    """

    region: str
    sector: str
    kind: str
    places: int
    owner: str
    grade: str
    provider: int | None = None
    group: int | None = None


def divided(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """The rows by heading and part, the largest part first."""
    rows = list(rows)
    sizes = Counter(_owner(row) for row in rows)
    ways: dict[str, Callable[[Row], str]] = {
        "Region": lambda row: row.region or "Region not printed",
        "Sector": lambda row: row.sector or "Sector not printed",
        "Size of provider": lambda row: size_in_words(sizes[_owner(row)]),
        "Kind of home": lambda row: row.kind,
        "Overall judgement": lambda row: GRADES.get(row.grade, "Not yet judged"),
    }
    return {heading: _parts(rows, way) for heading, way in ways.items()}


def size_in_words(homes: int) -> str:
    """Into which size a provider of so many homes falls: of one or more."""
    return next((name for most, name in SIZES if homes <= most), LARGEST)


def owners(rows: Iterable[Row]) -> int:
    """How many owners, those of one name in any spelling counted once. A home whose owner is not printed adds none."""
    return len({_owner(row) for row in rows} - {""})


def contribution(rows: Iterable[Row]) -> Part:
    """What each group of owners in membership has of them."""
    groups = defaultdict(list)
    for row in rows:
        if row.group is not None:
            groups[row.group].append(row)
    return {
        group: Contribution(len({row.provider for row in own}), len(own), sum(row.places for row in own))
        for group, own in groups.items()
    }


def _parts(rows: list[Row], way: Callable[[Row], str]) -> dict[str, list[Row]]:
    parts = defaultdict(list)
    for row in rows:
        parts[way(row)].append(row)
    return dict(sorted(parts.items(), key=lambda part: (-len(part[1]), part[0])))


def _owner(row: Row) -> str:
    return owner_key(row.owner)
