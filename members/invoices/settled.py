"""Whether an invoice still asks for money, in words: what one that is paid says instead of how to pay."""

from django.db.models import Max

from members.models import Invoice
from people.templatetags.people import day


def settled(invoice: Invoice) -> str:
    """Of one `with_balance`: that it is paid, and when the last of it came; blank while something is owed."""
    if invoice.balance:
        return ""
    paid = invoice.allocations.filter(undone_at=None).aggregate(last=Max("payment__received_on"))["last"]
    credited = invoice.credit_notes.aggregate(last=Max("sent_on"))["last"]
    parts = [f"Paid on {day(paid)}."] if paid else []
    return " ".join([*parts, *([f"Credited on {day(credited)}."] if credited else []), "Nothing is owed."])
