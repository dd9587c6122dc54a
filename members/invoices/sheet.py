"""The list of invoices as a sheet, with the day of its figures on it."""

from collections.abc import Iterable

from django.utils import timezone

from members.models import Invoice
from people.templatetags.people import day
from sheets.writing import Table

HEADINGS = ["Number", "Provider", "Billed to", "Purchase order", "Sent", "Due", "Amount", "Paid", "Credited", "Owed"]


def table_of_invoices(invoices: Iterable[Invoice]) -> Table:
    """A row for each, `with_balance` and its provider."""
    return Table(f"Invoices, {day(timezone.localdate())}", HEADINGS, [_cells(each) for each in invoices])


def _cells(each) -> list:
    return [
        *(each.number, str(each.provider), each.billed_to, each.purchase_order, each.sent_on, each.due_on),
        *(each.amount, each.paid, each.credited, each.balance),
    ]
