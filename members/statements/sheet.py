"""Reads a statement as a CSV file or sheet, under whatever headings a bank of the UK writes; without a database.

A day, words about who paid, and an amount: in one column with a sign, or in one of two columns. HSBC's file for people
has no headings: each row is a day, words and an amount.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from members.statements.bookings import Booking, words_of
from sheets import NotASheet
from sheets.days import NoDay, read_day
from sheets.reading import read_sheets
from sheets.table import FilledRow, read_table

WORDS = {
    "name": ("Counter Party", "Counterparty", "Name", "Payer", "Merchant/Description", "Payee"),
    "description": (
        *("Description", "Transaction Description", "Memo", "Details", "Transaction details", "Narrative"),
        *("Narrative #1", "Narrative Line 1"),
    ),
    # Bankline, of NatWest and RBS, parts the words of a payment over five columns.
    **{f"narrative_{at}": (f"Narrative #{at}", f"Narrative Line {at}") for at in range(2, 6)},
    "reference": ("Reference", "Payment reference", "Customer reference", "Notes"),
}
NAMES = WORDS | {
    "day": ("Date", "Transaction Date", "Posting Date", "Booking Date", "Date posted", "Value Date", "Entry date"),
    "amount": ("Amount", "Value", "Amount (GBP)", "Debit/Credit", "Transaction Amount", "Amount GBP"),
    "paid_in": ("Paid in", "Money in", "Credit", "Credit Amount", "Credits", "In", "Receipts"),
    "paid_out": ("Paid out", "Money out", "Debit", "Debit Amount", "Debits", "Out", "Payments"),
    "currency": ("Currency", "Currency code", "Account currency", "Ccy"),
}
NO_HEADINGS = (
    "No row of this file has the headings of a bank statement: a date, an amount (or paid in), and a description. "
    "Choose the statement as your bank exports it, as CSV, Excel or CAMT.053."
)
NUMBER = re.compile(r"\d+(\.\d{1,2})?")
BARE = ("day", "description", "amount")  # what stands where in a file without headings


def sheet_bookings(raw: bytes) -> Iterator[tuple[str, Booking]]:
    """Each booking with what it is called. Raises NotASheet, with a sentence, for what is no statement."""
    for row in _rows(raw):
        try:
            booking = Booking(_day(row), _amount(row), _words(row))
        except ValueError as fault:
            booking = Booking(problem=str(fault))
        yield f"Row {row.row}", booking


def _rows(raw: bytes) -> list[FilledRow]:
    try:
        rows = _below_headings(raw)
    except NotASheet as fault:
        rows = _without_headings(raw) if str(fault) == NO_HEADINGS else []
        if not rows:
            raise
    if rows and not rows[0].cells.keys() & WORDS.keys():
        raise NotASheet(NO_HEADINGS)  # nobody could say who paid
    return rows


def _below_headings(raw: bytes) -> list[FilledRow]:
    try:
        return read_table(raw, NAMES, ("day", "amount"), missing=NO_HEADINGS).rows
    except NotASheet as fault:
        if str(fault) != NO_HEADINGS:
            raise
        return read_table(raw, NAMES, ("day", "paid_in"), missing=NO_HEADINGS).rows


def _without_headings(raw: bytes) -> list[FilledRow]:
    """The rows of a file in which each is a day, words and an amount; none of another file."""
    rows = [row for row in read_sheets(raw)[0].rows if any(row.cells)]
    found = [FilledRow(row.row, dict(zip(BARE, row.cells, strict=False)), row.problem) for row in rows]
    return found if found and all(len(row.cells) == len(BARE) for row in rows) and _is_booking(found[0]) else []


def _is_booking(row: FilledRow) -> bool:
    try:
        return bool(_day(row)) and _amount(row) != 0
    except ValueError:
        return False


def _day(row: FilledRow) -> date:
    if row.problem:
        raise ValueError(row.problem)
    try:
        return read_day(row.cells["day"])
    except NoDay as fault:
        raise ValueError(str(fault)) from fault


def _amount(row: FilledRow) -> Decimal:
    """What arrived; nothing or less where money left, or nothing is said in the column of what arrived.

    Raises ValueError for another currency, and for a row without an amount: of one that was cut off nobody knows
    whether money came or left.
    """
    text = row.cells["amount"] if "amount" in row.cells else row.cells["paid_in"]
    if (currency := row.cells.get("currency", "").upper()) not in ("", "GBP"):
        raise ValueError(f"“{f'{text} {currency}'.strip()[:40]}” is no amount in pounds.")
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
    return words_of(*(row.cells.get(name) for name in WORDS))
