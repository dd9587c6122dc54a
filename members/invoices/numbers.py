"""Numbers without a gap: HMRC asks that they follow one another (VAT Notice 700, 16.3.1)."""

from django.db import transaction

from members.models import NumberSeries

INVOICES, CREDIT_NOTES = "invoices", "credit notes"
PREFIXES = {INVOICES: "CHA-", CREDIT_NOTES: "CHA-C"}


def next_number(series: str) -> str:
    """The next number of a series, such as CHA-1001.

    Its row stays locked until the caller's transaction ends: others wait, and a rollback gives the number back.
    Raises TransactionManagementError outside of one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A number is given in the transaction that uses it.")
    NumberSeries.objects.get_or_create(name=series)
    row = NumberSeries.objects.select_for_update().get(name=series)
    row.last += 1
    row.save()
    return f"{PREFIXES[series]}{row.last:04}"
