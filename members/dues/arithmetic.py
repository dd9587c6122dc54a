"""The arithmetic of a year's dues: its days, a part of it, and bands without gaps. Without Django or a database."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from members.periods import last_day_of_year

MONTHS, PENNY = 12, Decimal("0.01")


@dataclass(frozen=True)
class Sizes:
    """A band as its sizes, both included; `last` None: any number."""

    name: str
    first: int
    last: int | None = None


def last_day_of_membership_year(begins: date, day: date) -> date:
    """The last day of the membership year that holds a day, where each begins when the one before it has ended."""
    last = last_day_of_year(begins)
    while last < day:
        last = last_day_of_year(last + timedelta(days=1))
    return last


def months_left(first: date, last: date) -> int:
    """How many months of a year that ends on a day are left on its `first` one, that month included: 1 to 12."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * MONTHS + after.month - first.month
    begins = min(after.day, monthrange(first.year, first.month)[1])  # the day on which its months begin
    return months + 1 if first.day < begins else months


def part_of_year(dues: Decimal, months: int) -> Decimal:
    """The dues for so many months, to the nearest penny."""
    return (dues * months / MONTHS).quantize(PENNY, ROUND_HALF_UP)


def overlaps(bands: Iterable[Sizes], what: str) -> list[str]:
    """A sentence for each two bands of one kind that hold the same number of homes (`what`)."""
    found, before = [], None
    for band in sorted(bands, key=lambda each: each.first):
        if before and (before.last is None or band.first <= before.last):
            both = f"“{before.name}” and “{band.name}” both hold {numbers(band.first, what)}."
            found.append(f"{both} Let each number stand in one band.")
        if before is None or (before.last is not None and (band.last is None or band.last > before.last)):
            before = band
    return found


def gaps(bands: Iterable[Sizes], what: str, least: int) -> list[str]:
    """A sentence for each number of homes (`what`) from the `least` on that no band of one kind holds."""
    found, expected = [], least
    for band in sorted(bands, key=lambda each: each.first):
        if band.first > expected:
            found.append(f"No band holds {_between(expected, band.first - 1, what)}. Let one begin or end there.")
        if band.last is None:
            return found
        expected = max(expected, band.last + 1)
    return [*found, f"No band holds {numbers(expected, what)} or more. Leave the last one’s “to” empty."]


def numbers(size: int, what: str) -> str:
    """A number of homes or places (`what`), in words: `1 home`."""
    return f"{size} {what.removesuffix('s') if size == 1 else what}"


def _between(first: int, last: int, what: str) -> str:
    return numbers(first, what) if first == last else f"{first} to {numbers(last, what)}"
