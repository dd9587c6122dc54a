"""What is done with a statement: loaded and taken back; each line confirmed as a payment, set aside, or taken up."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from history import audit_reason
from members.models import BankStatement, Invoice, Payment, StatementLine
from members.payments.actions import pay
from members.statements.reading import Statement
from members.statements.repeats import NEAR, Repeats, repeats_among
from people.access import Permission, check
from people.models import User

RESOLVED = "Somebody said already what this line is. Reload the list to see what still waits."
ASKED = "This line may be one that was loaded before. Say first whether it is."
IS_NOTED = "Some of its lines are noted as payments. Take those back first: they are named on its page."
THE_SAME = "The same as a line that was loaded before"


@dataclass(frozen=True)
class Loaded:
    """What came of a statement: new lines, how many of them may be known, those known before, the days it covers."""

    new: int
    asked: int
    known: int
    first: date | None
    last: date | None


@transaction.atomic
def load_statement(*, statement: Statement, by: User) -> Loaded:
    """Keep the lines of money that arrived; those that an earlier statement printed stay as they are.

    Raises PermissionDenied.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    days = [each.day for each in statement.arrivals]
    if not days:
        return Loaded(0, 0, 0, None, None)
    first, last = min(days), max(days)
    _one_at_a_time()
    found = repeats_among(
        statement.arrivals, list(StatementLine.objects.filter(received_on__range=_around(first, last)))
    )
    if found.new:
        _keep(found, BankStatement.Format.CAMT if statement.is_xml else BankStatement.Format.SHEET, first, last, by)
    return Loaded(len(found.new), sum(like is not None for _, like in found.new), found.known, first, last)


def _one_at_a_time() -> None:
    """Two formats of one statement, loaded at once by two people, wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('members.BankStatement', 0))")


def _around(first: date, last: date) -> tuple[date, date]:
    return first - NEAR, last + NEAR


def _keep(found: Repeats, file_format: str, first: date, last: date, by: User) -> None:
    about = {"file_format": file_format, "first_on": first, "last_on": last, "known": found.known}
    loaded = BankStatement.objects.create(**about, added=len(found.new), by=by)
    lines = [
        StatementLine(
            key=each.key,
            received_on=each.day,
            amount=each.amount,
            words=each.words,
            looks_like=like,
            statement=loaded,
            by=by,
        )
        for each, like in found.new
    ]
    StatementLine.objects.bulk_create(lines, batch_size=1000)


@transaction.atomic
def take_back(*, statement: BankStatement, reason: str, by: User) -> BankStatement:
    """Take back what a statement brought, as if it had never been loaded.

    Raises PermissionDenied, and ValidationError for one that was taken back, or of which a line is noted as a payment.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    statement = BankStatement.objects.select_for_update().get(pk=statement.pk)
    if statement.taken_back_at:
        raise ValidationError("This statement was taken back already.")
    lines = list(statement.lines.select_for_update())
    if any(line.payment_id for line in lines):
        raise ValidationError(IS_NOTED)
    statement.taken_back_at, statement.taken_back_by, statement.why_taken_back = timezone.now(), by, reason
    with audit_reason(reason):
        statement.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
        statement.lines.all().delete()
    return statement


@transaction.atomic
def confirm_line(*, line: StatementLine, invoice: Invoice, by: User) -> Payment:
    """Note a line as a payment, for an invoice first. Raises PermissionDenied, and ValidationError for a line that is
    no longer waiting, of a day to come, or that may be loaded already.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    line = _waiting(line)
    if line.looks_like_id:
        raise ValidationError(ASKED)
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
def say_same(*, line: StatementLine, by: User) -> None:
    """Say that a line is the one that it looks like. Raises PermissionDenied, and ValidationError as above."""
    set_aside(line=line, reason=THE_SAME, by=by)


@transaction.atomic
def say_other(*, line: StatementLine, by: User) -> None:
    """Say that a line is not the one that it looks like. Raises PermissionDenied, and ValidationError as above."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    line = _waiting(line)
    line.looks_like = None
    line.save(update_fields=["looks_like"])


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
