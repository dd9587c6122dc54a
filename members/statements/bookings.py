"""What a bank booked, as a line of its statement says it, whatever the file is. Without a database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MOST_WORDS = 300


@dataclass(frozen=True)
class Booking:
    """Money that arrived: the day, pounds, and who paid for what as the bank has it; or why that cannot be read.

    Where money left, or nothing is said, the amount is nothing or less.
    """

    day: date = date.min
    amount: Decimal = Decimal(0)
    words: str = ""
    problem: str = ""


def words_of(*parts: str | None) -> str:
    """What is said about a payment, each thing once."""
    once = dict.fromkeys(" ".join((part or "").split()) for part in parts)
    return " · ".join(words for words in once if words)[:MOST_WORDS]
