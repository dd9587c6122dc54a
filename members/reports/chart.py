"""The numbers of a table as bars, drawn by the server: the table below says the same."""

from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, HEAD = 960, 240, 28, 24
GAP = 6
MARGIN = 24  # room for half a label at each end
WIDEST = 120
LINE, LINE_WIDTH, TEXT = 44, 480, 20  # of a bar with its words above it


@dataclass(frozen=True)
class Column:
    """A label and its number, with what stands above it; or two numbers side by side, above which there is no room."""

    label: str
    numbers: tuple[int, ...]
    words: str = ""


@dataclass(frozen=True)
class Bar:
    """Where a bar stands, and what it says where there is room."""

    x: int
    y: int
    width: int
    height: int
    middle: int = 0
    number: str = ""
    label: str = ""
    is_second: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture, and what it shows for who does not see it."""

    about: str
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def has_rows(self) -> bool:
        """Whether its bars lie, each below its words."""
        return self.width == LINE_WIDTH


def columns(about: str, found: list[Column], every: int = 1) -> Chart:
    """Bars that stand, the highest as high as the picture; one in so many has a label, as there is room for no more."""
    most = max((number for each in found for number in each.numbers), default=0) or 1
    step = min((WIDTH - 2 * MARGIN) // max(len(found), 1), WIDEST)
    bars = []
    for place, each in enumerate(found):
        bars += _standing(each, MARGIN + place * step, step - GAP, most, has_label=place % every == 0)
    return Chart(about, bars)


def _standing(column: Column, x: int, width: int, most: int, *, has_label: bool) -> list[Bar]:
    each, middle = width // len(column.numbers), x + width // 2
    number = "" if len(column.numbers) > 1 else column.words or str(column.numbers[0])
    drawn = []
    for place, amount in enumerate(column.numbers):
        height = (HEIGHT - FOOT - HEAD) * max(amount, 0) // most
        words = (number, column.label) if has_label and place == 0 else ("", "")
        drawn.append(Bar(x + place * each, HEIGHT - FOOT - height, each, height, middle, *words, is_second=place == 1))
    return drawn


def rows(about: str, found: list[tuple[str, int]]) -> Chart:
    """Bars that lie, each below its words, the longest as long as the picture."""
    most = max((number for _, number in found), default=0) or 1
    bars = [
        Bar(0, LINE * place + TEXT, LINE_WIDTH * number // most, LINE - TEXT - GAP, 0, str(number), label)
        for place, (label, number) in enumerate(found)
    ]
    return Chart(about, bars, LINE_WIDTH, LINE * len(found))
