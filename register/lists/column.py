"""One column of a list: its heading, the field that it gives, and how surely."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """How it is known what a column gives, the surest first: of two that give the same, the surer one is read."""

    DECIDED = 0  # by a person
    EXACT = 1  # by a known heading
    SLIP = 2  # by a known heading that lacks a letter, or has one to spare
    GUESS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a heading: where it stands, the field that it gives, or would were it read, and why it is so."""

    at: int
    heading: str
    field: str | None
    rank: Rank = Rank.EXACT
    is_read: bool = True
    why: str = ""
    nearness: float = 1
