"""The list of payments as a sheet."""

from members.models import Payment

HEADINGS = ["Arrived", "Provider", "How", "Reference", "Amount", "Paid back", "Left", "Taken back because"]


def cells(each: Payment) -> list:
    """A row of one from `with_left`, with its provider."""
    return [
        *(each.received_on, str(each.provider), each.get_method_display(), each.reference),
        *(each.amount, each.refunded, each.left, each.why_taken_back),
    ]
