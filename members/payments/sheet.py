"""The list of payments as a sheet, with the day of its figures on it."""

from collections.abc import Iterable

from django.utils import timezone

from members.models import Payment
from people.templatetags.people import day
from sheets.writing import Table

HEADINGS = ["Arrived", "Provider", "How", "Reference", "Amount", "Left", "Taken back because"]


def table_of_payments(payments: Iterable[Payment]) -> Table:
    """A row for each, `with_left` and its provider."""
    return Table(f"Payments, {day(timezone.localdate())}", HEADINGS, [_cells(each) for each in payments])


def _cells(each) -> list:
    return [
        *(each.received_on, str(each.provider), each.get_method_display(), each.reference),
        *(each.amount, each.left, each.why_taken_back),
    ]
