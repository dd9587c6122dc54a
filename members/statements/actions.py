"""What is done with a statement: loaded, each line confirmed as a payment, set aside, or taken up again."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.models import Invoice, Payment, StatementLine
from members.payments.actions import pay
from members.statements.reading import Statement
from people.access import Permission, check
from people.models import User

RESOLVED = "Somebody said already what this line is. Reload the list to see what still waits."


@dataclass(frozen=True)
class Loaded:
    """What came of a statement: new lines, those known before, and the days that it covers."""

    new: int
    known: int
    first: date | None
    last: date | None


@transaction.atomic
def load_statement(*, statement: Statement, by: User) -> Loaded:
    """Keep the lines of money that arrived; those that an earlier statement printed stay as they are.

    Raises PermissionDenied.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    lines = [
        StatementLine(key=each.key, received_on=each.day, amount=each.amount, words=each.words, by=by)
        for each in statement.arrivals
    ]
    before = StatementLine.objects.count()
    StatementLine.objects.bulk_create(lines, ignore_conflicts=True, batch_size=1000)
    new = StatementLine.objects.count() - before
    days = [line.received_on for line in lines]
    return Loaded(new, len(lines) - new, min(days, default=None), max(days, default=None))


@transaction.atomic
def confirm_line(*, line: StatementLine, invoice: Invoice, by: User) -> Payment:
    """Note a line as a payment, for an invoice first. Raises PermissionDenied, and ValidationError for a line that is
    no longer waiting, or of a day to come.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    line = _waiting(line)
    about = {"amount": line.amount, "received_on": line.received_on, "reference": line.words[:140]}
    line.payment = pay(invoice=invoice, method=Payment.Method.TRANSFER, by=by, **about)
    line.save(update_fields=["payment"])
    return line.payment


@transaction.atomic
def set_aside(*, line: StatementLine, reason: str, by: User) -> None:
    """Say that a line is no member's payment, and why. Raises PermissionDenied, and ValidationError as above."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    line = _waiting(line)
    line.set_aside_at, line.why_set_aside = timezone.now(), reason
    with audit_reason(reason):
        line.save(update_fields=["set_aside_at", "why_set_aside"])


@transaction.atomic
def take_up(*, line: StatementLine, by: User) -> None:
    """Let a line that was set aside wait again. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    line.set_aside_at, line.why_set_aside = None, ""
    line.save(update_fields=["set_aside_at", "why_set_aside"])


def _waiting(line: StatementLine) -> StatementLine:
    found = StatementLine.objects.waiting().select_for_update().filter(pk=line.pk).first()
    if found is None:
        raise ValidationError(RESOLVED)
    return found
