"""A thread as a picture: one line of time, a point for each thing, in an SVG whose points are links."""

from dataclasses import dataclass

from policy.thread.items import ThreadItem

WIDTH, ROW, TOP, LINE = 640, 34, 20, 90


@dataclass(frozen=True)
class Point:
    """Where an item stands in the picture."""

    item: ThreadItem
    y: int
    year: str  # where it is another than of the point above
    label: str

    @property
    def text_y(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Drawing:
    """All points, one below the other, and the size of the picture."""

    points: list[Point]
    height: int
    width: int = WIDTH
    line: int = LINE

    @property
    def bottom(self) -> int:
        return self.height - TOP


def drawn(items: list[ThreadItem]) -> Drawing:
    """The picture of a thread in order. A label is cut to what fits; the table beside it has all of it."""
    points, year = [], ""
    for place, item in enumerate(items):
        own = str(item.on.year)
        label = f"{item.what}: {item.title}"
        points.append(Point(item, TOP + place * ROW, own if own != year else "", _cut(label)))
        year = own
    return Drawing(points, 2 * TOP + max(len(items) - 1, 0) * ROW)


def _cut(text: str, most: int = 64) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
