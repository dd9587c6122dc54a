"""The judgements of a registration over time, as the points of a picture."""

from dataclasses import dataclass
from datetime import date

from register.lists.grades import Grade
from register.models import Registration
from register.visits import Visit

WIDTH, ROW, TOP, LEFT, RIGHT = 480, 34, 20, 170, 460
FOUR = [
    ("Outstanding", {Grade.OUTSTANDING}),
    ("Good", {Grade.GOOD}),
    (
        "Requires improvement",
        {Grade.REQUIRES_IMPROVEMENT, Grade.REQUIRES_IMPROVEMENT_OR_ADEQUATE, Grade.ADEQUATE, Grade.SATISFACTORY},
    ),
    ("Inadequate", {Grade.INADEQUATE}),
]
THREE = [
    ("Consistently strong", {Grade.CONSISTENTLY_STRONG}),
    ("Inconsistent", {Grade.INCONSISTENT}),
    ("Serious weaknesses", {Grade.SERIOUS_WEAKNESSES}),
]


@dataclass(frozen=True)
class Mark:
    """Words or a point in the picture."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Picture:
    """What a picture of judgements shows, in units of its own."""

    levels: list[Mark]
    points: list[Mark]
    years: list[Mark]
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def bottom(self) -> int:
        return TOP + ROW * len(self.levels)

    @property
    def height(self) -> int:
        return self.bottom + 30

    @property
    def line(self) -> str:
        """The points in the words of an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def lineage(registration: Registration) -> list[Registration]:
    """The registration and those that it succeeds under earlier numbers, the newest first. A query for each step."""
    found = [registration]
    while (earlier := found[-1].succeeds) and earlier not in found:
        found.append(earlier)
    return found


def picture(seen: list[Visit]) -> Picture | None:
    """The graded visits as points over time, on the scale of the newest; None with fewer than two of them."""
    graded = [visit for visit in reversed(seen) if visit.date and _level(visit, FOUR + THREE) is not None]
    scale = THREE if graded and _level(graded[-1], THREE) is not None else FOUR
    shown = [visit for visit in graded if _level(visit, scale) is not None]
    if len(shown) < 2:
        return None
    first, last = shown[0].date, shown[-1].date
    return Picture(
        levels=[Mark(LEFT - 10, _y(place), words) for place, (words, _) in enumerate(scale)],
        points=[_point(visit, scale, first, last) for visit in shown],
        years=_years(first, last, TOP + ROW * len(scale) + 18),
    )


def _level(visit: Visit, scale) -> int | None:
    grade = visit.overall and visit.overall.grade
    return next((place for place, (_, grades) in enumerate(scale) if grade in grades), None)


def _point(visit: Visit, scale, first: date, last: date) -> Mark:
    on = visit.date
    return Mark(_x(on, first, last), _y(_level(visit, scale)), f"{on.day} {on:%B %Y}: {visit.overall.words}")


def _y(level: int) -> int:
    return TOP + ROW * level + ROW // 2


def _x(on: date, first: date, last: date) -> int:
    inset = 15
    share = (on - first).days / max((last - first).days, 1)
    return round(LEFT + inset + share * (RIGHT - LEFT - 2 * inset))


def _years(first: date, last: date, y: int) -> list[Mark]:
    """Januaries, as many as there is room for; the two ends where no January lies between."""
    between = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    step = len(between) // 6 + 1
    return [Mark(_x(start, first, last), y, str(start.year)) for start in between[::step]]
