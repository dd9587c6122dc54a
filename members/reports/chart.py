"""The members of each month as bars, drawn by the server: the table below says the same."""

from dataclasses import dataclass

from members.reports.movement import Month

WIDTH, HEIGHT, FOOT, HEAD = 960, 240, 28, 24
GAP = 6
MARGIN = 24  # room for half a label at each end


@dataclass(frozen=True)
class Bar:
    """Where a bar stands, and what it says."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    number: int
    label: str  # of every third month: there is no room for more


def bars(months: list[Month]) -> list[Bar]:
    """A bar for each month, as high as it had members; the highest fills the picture."""
    most = max((month.members for month in months), default=0) or 1
    step = (WIDTH - 2 * MARGIN) // len(months)
    return [_bar(place, month, step, most) for place, month in enumerate(months)]


def _bar(place: int, month: Month, step: int, most: int) -> Bar:
    height = (HEIGHT - FOOT - HEAD) * month.members // most
    x = MARGIN + place * step + GAP // 2
    label = f"{month.first:%b %y}" if place % 3 == 0 else ""
    return Bar(x, HEIGHT - FOOT - height, step - GAP, height, x + (step - GAP) // 2, month.members, label)
