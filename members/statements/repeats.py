"""Which lines of a statement were loaded before, and which may have been: each format words them otherwise."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from members.models import StatementLine
from members.statements.reading import Arrival

NEAR = timedelta(days=3)  # between the days of booking and of value, of which one format has this and one that
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Repeats:
    """The arrivals that are new, each with the line that it may be; and how many were loaded before."""

    new: list[tuple[Arrival, StatementLine | None]]
    known: int


def repeats_among(arrivals: list[Arrival], before: list[StatementLine]) -> Repeats:
    """A line of before is at most one of the arrivals: by its key; then by day, amount and words in whatever order.

    What is left over may be one of the same amount: on the same day, or a few days apart if the words of the one hold
    all of the other's.
    """
    by_key = {line.key: line for line in before}
    unknown = [arrival for arrival in arrivals if by_key.pop(arrival.key, None) is None]
    # One that was said to be another's repeat stands for nothing of its own.
    left = [line for line in by_key.values() if not (line.looks_like_id and line.set_aside_at)]
    others = [arrival for arrival in unknown if _take(left, arrival, _is_same) is None]
    new = [(arrival, _take(left, arrival, _is_near)) for arrival in others]
    return Repeats(new, len(arrivals) - len(new))


def bag(words: str) -> frozenset[str]:
    """The words of a bank without case, accents, signs and order."""
    apart = unicodedata.normalize("NFKD", words).casefold()
    return frozenset(WORD.findall("".join(sign for sign in apart if not unicodedata.combining(sign))))


def _take(left: list[StatementLine], arrival: Arrival, agrees: Callable) -> StatementLine | None:
    """The first line that agrees, taken off those that are left."""
    found = next((line for line in left if line.amount == arrival.amount and agrees(line, arrival)), None)
    if found:
        left.remove(found)
    return found


def _is_same(line: StatementLine, arrival: Arrival) -> bool:
    return line.received_on == arrival.day and bag(line.words) == bag(arrival.words)


def _is_near(line: StatementLine, arrival: Arrival) -> bool:
    if line.received_on == arrival.day:
        return True
    one, other = bag(line.words), bag(arrival.words)
    holds_the_other = len(one & other) == min(len(one), len(other)) > 0
    return abs(line.received_on - arrival.day) <= NEAR and holds_the_other
