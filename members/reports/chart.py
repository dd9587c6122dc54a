"""The numbers of a table as bars, drawn by the server: the table below says the same."""

from dataclasses import dataclass, replace

WIDTH, HEIGHT, FOOT, HEAD = 320, 130, 20, 18  # as wide as a phone, whose letters are the largest beside the picture
GAP = 2
MARGIN = 22  # room for half a label at each end
WIDEST = 48
LABEL = 46  # what a label such as "Nov 26" needs on a phone
LINE, TEXT = 40, 18  # of a bar with its words above it


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
    is_more: bool = False  # its words are left to the table where the screen is small


@dataclass(frozen=True)
class Chart:
    """A picture, and what it shows for who does not see it."""

    about: str
    bars: list[Bar]
    height: int = HEIGHT
    has_rows: bool = False  # whether its bars lie, each below its words
    width: int = WIDTH


def columns(about: str, found: list[Column], every: int = 1) -> Chart:
    """Bars that stand, the highest as high as the picture; one in so many has a label, as there is room for no more.

    On a phone it is every second one of these, where they would touch.
    """
    most = max((number for each in found for number in each.numbers), default=0) or 1
    step = min((WIDTH - 2 * MARGIN) // max(len(found), 1), WIDEST)
    bars = []
    for place, each in enumerate(found):
        drawn = _standing(each, MARGIN + place * step, step - GAP, most, has_label=place % every == 0)
        is_more = step * every < LABEL and place // every % 2 == 1
        bars += [replace(bar, is_more=is_more) for bar in drawn]
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
        Bar(0, LINE * place + TEXT, WIDTH * number // most, LINE - TEXT - 4 * GAP, 0, str(number), label)
        for place, (label, number) in enumerate(found)
    ]
    return Chart(about, bars, LINE * len(found), has_rows=True)
