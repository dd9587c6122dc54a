"""Reads a bank statement as the banks of the UK write it: CAMT.053, or a CSV file or sheet under whatever headings.

Of a sheet a day, words about who paid, and an amount: in one column with a sign, or in one of two columns. Without a
database.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from members.statements.bookings import Booking, words_of
from members.statements.camt import camt_bookings, is_xml
from sheets import NotASheet
from sheets.days import NoDay, read_day
from sheets.table import FilledRow, FilledTable, read_table

NAMES = {
    "day": ("Date", "Transaction Date", "Posting Date", "Booking Date", "Date posted", "Value Date", "Entry date"),
    "amount": ("Amount", "Value", "Amount (GBP)", "Debit/Credit", "Transaction Amount", "Amount GBP"),
    "paid_in": ("Paid in", "Money in", "Credit", "Credit Amount", "Credits", "In", "Receipts"),
    "paid_out": ("Paid out", "Money out", "Debit", "Debit Amount", "Debits", "Out", "Payments"),
    "description": ("Description", "Transaction Description", "Memo", "Details", "Transaction details", "Narrative"),
    "name": ("Counter Party", "Counterparty", "Name", "Payer", "Merchant/Description", "Payee"),
    "reference": ("Reference", "Payment reference", "Customer reference", "Notes"),
}
NO_HEADINGS = (
    "No row of this file has the headings of a bank statement: a date, an amount (or paid in), and a description. "
    "Choose the statement as your bank exports it, as CSV, Excel or CAMT.053."
)
MOST_POUNDS, OLDEST = Decimal("9999999.99"), 2000  # what a payment can be; the year before which no portal was
NUMBER = re.compile(r"\d+(\.\d{1,2})?")


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
    for name, booking in camt_bookings(raw) if is_xml(raw) else _sheet_bookings(raw):
        if problem := booking.problem or _absurd(booking):
            problems.append(f"{name}: {problem}")
        elif booking.amount <= 0:
            left += 1
        else:
            about = (booking.day, booking.amount, booking.words)
            seen[about] += 1
            arrivals.append(Arrival(*about, key=_key(*about, seen[about])))
    if not arrivals and not left:
        raise NotASheet("This statement has no line that could be read." + "".join(f" {each}" for each in problems[:1]))
    return Statement(arrivals, left, problems, is_xml(raw))


def _absurd(booking: Booking) -> str:
    """What is wrong with a line that can be read and cannot be, in a sentence."""
    if abs(booking.amount) > MOST_POUNDS:
        return "No member pays so much at once."
    return "" if booking.day.year >= OLDEST else "No statement is so old."


def _sheet_bookings(raw: bytes) -> Iterator[tuple[str, Booking]]:
    for row in _table(raw).rows:
        try:
            booking = Booking(_day(row), _amount(row), _words(row))
        except ValueError as fault:
            booking = Booking(problem=str(fault))
        yield f"Row {row.row}", booking


def _table(raw: bytes) -> FilledTable:
    try:
        return read_table(raw, NAMES, ("day", "amount"), missing=NO_HEADINGS)
    except NotASheet as fault:
        if str(fault) != NO_HEADINGS:
            raise
        return read_table(raw, NAMES, ("day", "paid_in"), missing=NO_HEADINGS)


def _day(row: FilledRow) -> date:
    if row.problem:
        raise ValueError(row.problem)
    try:
        return read_day(row.cells["day"])
    except NoDay as fault:
        raise ValueError(str(fault)) from fault


def _amount(row: FilledRow) -> Decimal:
    """What arrived; nothing or less where money left, or nothing is said in the column of what arrived.

    Raises ValueError for a row without an amount: of one that was cut off nobody knows whether money came or left.
    """
    text = row.cells["amount"] if "amount" in row.cells else row.cells["paid_in"]
    bare = text.replace("£", "").replace(",", "").replace(" ", "").replace("−", "-").upper()  # noqa: RUF001
    leaves = bare.startswith(("-", "(")) or bare.endswith(("DR", "-"))
    figures = bare.strip("+-()").removesuffix("CR").removesuffix("DR").removesuffix("GBP")
    out = row.cells.get("paid_out")  # None where the sheet has no such column
    if not figures and (out == "" or (out is None and "amount" in row.cells)):
        raise ValueError("It has no amount.")
    if not figures:
        return Decimal(0)
    if not NUMBER.fullmatch(figures):
        raise ValueError(f"“{text[:40]}” is no amount.")
    return -Decimal(figures) if leaves else Decimal(figures)


def _words(row: FilledRow) -> str:
    return words_of(*(row.cells.get(name) for name in ("name", "description", "reference")))


def _key(day: date, amount: Decimal, words: str, place: int) -> str:
    same = f"{day:%Y%m%d}|{amount:.2f}|{words.casefold()}|{place}"
    return sha256(same.encode()).hexdigest()
