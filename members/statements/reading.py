"""Reads a bank statement as the banks of the UK write it: CAMT.053, or a CSV file or sheet. Without a database."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from members.statements.bookings import Booking
from members.statements.camt import camt_bookings, is_xml
from members.statements.sheet import sheet_bookings
from sheets import NotASheet

QUIET = "Nothing arrived and nothing left by this statement, so there is nothing to load."
MOST_POUNDS, OLDEST = Decimal("9999999.99"), 2000  # what a payment can be; the year before which no portal was


@dataclass(frozen=True)
class Arrival:
    """Money that arrived: the day, pounds, who paid and for what as the bank has it, and what it is known by.

    The `key` is the same in every statement that prints the line. Of several lines that say the same on one day, each
    has its own.
    """

    day: date
    amount: Decimal
    words: str
    key: str


@dataclass(frozen=True)
class Statement:
    """What arrived, how many lines were of money that left, and the lines that could not be read, each with why."""

    arrivals: list[Arrival]
    left: int
    problems: list[str]
    is_xml: bool = False


def read_statement(raw: bytes) -> Statement:
    """Raises NotASheet, with a sentence, for what is no statement."""
    arrivals, problems, left, seen = [], [], 0, Counter()
    for name, booking in camt_bookings(raw) if is_xml(raw) else sheet_bookings(raw):
        if problem := booking.problem or _absurd(booking):
            problems.append(f"{name}: {problem}")
        elif booking.amount <= 0:
            left += 1
        else:
            about = (booking.day, booking.amount, booking.words)
            seen[about] += 1
            arrivals.append(Arrival(*about, key=_key(*about, seen[about])))
    if not arrivals and not left:
        raise NotASheet(f"This statement has no line that could be read. {problems[0]}" if problems else QUIET)
    return Statement(arrivals, left, problems, is_xml(raw))


def _absurd(booking: Booking) -> str:
    """What is wrong with a line that can be read and cannot be, in a sentence."""
    if abs(booking.amount) > MOST_POUNDS:
        return "No member pays so much at once."
    return "" if booking.day.year >= OLDEST else "No statement is so old."


def _key(day: date, amount: Decimal, words: str, place: int) -> str:
    same = f"{day:%Y%m%d}|{amount:.2f}|{words.casefold()}|{place}"
    return sha256(same.encode()).hexdigest()
