"""Keeping a whole sheet of days on which duties were done."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.models import DutyDone
from duties.sheet import Entry, plan
from history import audit_reason
from people.access import Permission, check
from people.models import User


@transaction.atomic
def save_sheet(*, entries: Iterable[Entry], today: date, by: User) -> int:
    """Keep all days that the rows name, or none; gives how many are new. The second time none is.

    Raises PermissionDenied, and ValidationError while a row is wrong.
    """
    check(by, Permission.HOME_EDIT)
    made = plan(entries, by, today)
    if made.problems:
        raise ValidationError("Some rows are wrong, so nothing was kept. Correct them and load the sheet again.")
    with audit_reason("Loaded from a sheet"):
        # Someone who marks the same day in the same moment is no fault of the sheet.
        DutyDone.objects.bulk_create(made.new, ignore_conflicts=True)
    return len(made.new)
