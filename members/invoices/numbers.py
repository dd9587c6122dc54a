"""Numbers without a gap: HMRC asks that they follow one another (VAT Notice 700, 16.3.1)."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from members.models import NumberSeries
from people.access import Permission, check
from people.models import User

INVOICES, CREDIT_NOTES = "invoices", "credit notes"
LEAST_FIGURES = 4
# Where nobody chose another before the first invoice; credit notes have a C behind it.
PREFIXES = {INVOICES: "CHA-", CREDIT_NOTES: "CHA-C"}


def next_number(series: str) -> str:
    """The next number of a series, such as CHA-1001.

    Its row stays locked until the caller's transaction ends: others wait, and a rollback gives the number back.
    Raises TransactionManagementError outside of one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A number is given in the transaction that uses it.")
    row = _locked(series)
    row.last += 1
    row.prefix = row.prefix or PREFIXES[series]
    row.save()
    return f"{row.prefix}{row.last:0{LEAST_FIGURES}}"


def prefix_of(series: str) -> str:
    """What stands before the numbers of a series."""
    chosen = NumberSeries.objects.filter(name=series).values_list("prefix", flat=True).first()
    return chosen or PREFIXES[series]


def however_written(number: str) -> str:
    """A regular expression, of Python and of PostgreSQL, of a number with other signs between its own or none.

    Behind letters the noughts before its figures may be missing: CHA-0111 is also written “cha 111”.
    """
    parts = re.findall(r"[^\W\d_]+|\d+", number)
    if all(part.isdecimal() for part in parts):
        return r"\W*".join(parts)
    return r"\W*".join(_figures(part) if part.isdecimal() else r"\W*".join(part) for part in parts)


def padded(number: str) -> str:
    """A number as it was given, of one that is typed without its noughts."""
    return re.sub(r"\d+$", lambda figures: figures[0].zfill(LEAST_FIGURES), number)


def is_used() -> bool:
    """Whether a number was given, so that what stands before them stays."""
    return NumberSeries.objects.filter(last__gt=0).exists()


@transaction.atomic
def choose_prefix(*, prefix: str, by: User) -> None:
    """Say what stands before the numbers of all invoices to come, and with a C behind it of credit notes.

    Raises PermissionDenied; ValidationError for signs that it cannot have, or once a number was given.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    rows = [_locked(series) for series in PREFIXES]
    if any(row.last for row in rows):
        raise ValidationError({"prefix": "An invoice was numbered meanwhile: this stays from now on."})
    if not prefix:
        raise ValidationError({"prefix": "Write what stands before the numbers."})
    for row, ending in zip(rows, ("", "C"), strict=True):
        row.prefix = f"{prefix}{ending}"
        row.validate_constraints()
        row.save()


def _figures(part: str) -> str:
    bare = part.lstrip("0")
    return f"0{{0,{len(part) - len(bare)}}}{bare}"


def _locked(series: str) -> NumberSeries:
    NumberSeries.objects.get_or_create(name=series)
    return NumberSeries.objects.select_for_update().get(name=series)
