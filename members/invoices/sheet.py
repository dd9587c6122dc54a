"""The list of invoices as a sheet."""

from members.models import Invoice

HEADINGS = ["Number", "Provider", "Billed to", "Purchase order", "Sent", "Due", "Amount", "Paid", "Credited", "Owed"]


def cells(each: Invoice) -> list:
    """A row of one from `with_balance`, with its provider."""
    return [
        *(each.number, str(each.provider), each.billed_to, each.purchase_order, each.sent_on, each.due_on),
        *(each.amount, each.paid, each.credited, each.balance),
    ]
