"""Where homes are: counts by region, and the bars of a picture."""

from collections import defaultdict
from dataclasses import dataclass

from homes.listing.rows import Row

BAR, TOP, LEFT, ROOM = 30, 10, 190, 240  # units of the picture
NO_REGION = "Not on the newest list"


@dataclass(frozen=True)
class Region:
    """A region's homes, places and vacancies, and its bar."""

    name: str
    homes: int
    places: int
    vacancies: int
    y: int
    length: int

    @property
    def middle(self) -> int:
        return self.y + BAR // 2


@dataclass(frozen=True)
class Chart:
    regions: list[Region]
    left: int = LEFT
    width: int = LEFT + ROOM + 50

    @property
    def height(self) -> int:
        return 2 * TOP + BAR * len(self.regions)


def chart(rows: list[Row]) -> Chart:
    """One bar a region, the longest first."""
    groups = defaultdict(list)
    for row in rows:
        groups[(row.entry and row.entry.region) or NO_REGION].append(row)
    largest = max(map(len, groups.values()), default=0)
    by_size = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return Chart([_region(name, in_region, place, largest) for place, (name, in_region) in enumerate(by_size)])


def _region(name: str, rows: list[Row], place: int, largest: int) -> Region:
    return Region(
        name=name,
        homes=len(rows),
        places=sum((row.entry and row.entry.places) or 0 for row in rows),
        vacancies=sum(row.facts.vacancies or 0 for row in rows),
        y=TOP + BAR * place,
        length=round(ROOM * len(rows) / largest),
    )
