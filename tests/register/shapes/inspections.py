"""Invented inspections, put into the rows of a list. Grades go round, so that each stands in the list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random

from tests.register.shapes.providers import Row

FOUR_GRADES = ("Good", "Good", "Outstanding", "Good", "Requires improvement to be good", "Good", "Inadequate")
FIRST_NUMBER = 90_000_001  # of eight digits, as Ofsted's have been since 2016
OUTCOMES = (
    "Consistently strong service delivery",
    "Inconsistent quality of service delivery",
    "Serious or widespread weaknesses",
)


def inspect(
    rows: Iterable[Row], grades: Mapping[str, Sequence[str]], seed: int, *, event: str, before: date, within: int
) -> None:
    """Put an inspection of a kind into each row, some days before a date; `grades` go round in each of their keys."""
    chance = Random(seed)
    rounds = {key: cycle(words) for key, words in grades.items()}
    for number, row in enumerate(rows):
        day = before - timedelta(days=chance.randint(60, within))
        row |= {"event": event, "inspected": day, "published": day + timedelta(days=chance.randint(20, 55))}
        row |= {"number": FIRST_NUMBER + number} | {key: next(words) for key, words in rounds.items()}


def without_inspection(rows: Iterable[Row], keys: Iterable[str]) -> None:
    """Providers that were not inspected yet: all cells of an inspection are blank."""
    blank_cells(rows, ("event", "inspected", "published", "number", *keys))


def blank_cells(rows: Iterable[Row], keys: Iterable[str]) -> None:
    for row in rows:
        row |= dict.fromkeys(keys, "")
