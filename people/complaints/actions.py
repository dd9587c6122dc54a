"""What is done about a complaint: taken, acknowledged, told how it stands, closed with its outcome, opened again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from outbox.actions import queue_email
from people.access import Permission, check
from people.complaints import emails
from people.models import Complaint, ComplaintStep, Role, User

Kind = ComplaintStep.Kind
CLOSED = "Its outcome was told already. Open it again first."
BEFORE = "That is before the complaint came."
TO_COME = "That day is still to come."


@transaction.atomic
def take(*, entered_by: User | None = None, **facts) -> Complaint:
    """Keep a complaint as it came, acknowledge it by mail where it has an address, and tell who answers such.

    `entered_by` are staff to whom it came by another way than the form. Raises PermissionDenied, and ValidationError
    for a day to come.
    """
    if entered_by:
        check(entered_by, Permission.COMPLAINT_ANSWER)
    complaint = Complaint(entered_by=entered_by, **facts)
    if complaint.received_on > timezone.localdate():
        raise ValidationError({"received_on": TO_COME})
    complaint.save()
    if complaint.email:
        key = f"complaint-received:{complaint.pk}"
        complaint.receipt = queue_email(key=key, email=complaint.email, **emails.received(complaint))
        complaint.save(update_fields=["receipt"])
    _tell_staff(complaint)
    return complaint


def _tell_staff(complaint: Complaint) -> None:
    roles = Role.objects.current().select_related("user").order_by("user", "pk").distinct("user")
    answering = roles.allowing(Permission.COMPLAINT_ANSWER)
    nobody = not answering.exists()
    for role in roles.allowing(Permission.ROLE_MANAGE) if nobody else answering:
        if role.user_id != complaint.entered_by_id:
            words = emails.new(complaint, is_answered_by_nobody=nobody)
            queue_email(key=f"complaint-new:{complaint.pk}:{role.user_id}", user=role.user, **words)


@transaction.atomic
def note(*, complaint: Complaint, words: str, by: User) -> ComplaintStep:
    """Keep what was found out, which the complainant is not told. Raises PermissionDenied."""
    return _step(_locked(complaint, by), Kind.NOTED, words=words, by=by)


@transaction.atomic
def tell(*, complaint: Complaint, words: str, by: User) -> ComplaintStep:
    """Tell the complainant how it stands: by mail, or else it says what they were told in another way.

    Raises PermissionDenied, and ValidationError once the outcome was told.
    """
    complaint = _open(complaint, by)
    step = _step(complaint, Kind.TOLD, words=words, by=by)
    if complaint.email:
        queue_email(key=f"complaint-told:{step.pk}", email=complaint.email, **emails.progress(step))
    return step


@transaction.atomic
def acknowledge(*, complaint: Complaint, on: date, words: str, by: User) -> Complaint:
    """Say that receipt was acknowledged in another way than by our mail, on a day.

    Raises PermissionDenied, and ValidationError for a day before it came or to come.
    """
    complaint = _open(complaint, by)
    if not complaint.received_on <= on <= timezone.localdate():
        raise ValidationError({"on": BEFORE if on < complaint.received_on else TO_COME})
    complaint.acknowledged_on = on
    complaint.save(update_fields=["acknowledged_on"])
    _step(complaint, Kind.ACKNOWLEDGED, words=words, happened_on=on, by=by)
    return complaint


@transaction.atomic
def take_back_acknowledgement(*, complaint: Complaint, by: User) -> Complaint:
    """Say that it was not acknowledged in another way after all; its mail, if it left, stands. Twice changes nothing.

    Raises PermissionDenied, and ValidationError once the outcome was told.
    """
    complaint = _open(complaint, by)
    if complaint.acknowledged_on:
        complaint.acknowledged_on = None
        complaint.save(update_fields=["acknowledged_on"])
        _step(complaint, Kind.NOT_ACKNOWLEDGED, by=by)
    return complaint


@transaction.atomic
def close(*, complaint: Complaint, outcome: str, words: str, by: User) -> Complaint:
    """Tell the complainant what came of it: by mail, or else it says what they were told in another way.

    Raises PermissionDenied, and ValidationError once the outcome was told.
    """
    complaint = _open(complaint, by)
    complaint.outcome, complaint.closed_on = outcome, timezone.localdate()
    complaint.save(update_fields=["outcome", "closed_on"])
    step = _step(complaint, Kind.CLOSED, words=words, by=by)
    if complaint.email:
        queue_email(key=f"complaint-outcome:{step.pk}", email=complaint.email, **emails.outcome(step))
    return complaint


@transaction.atomic
def reopen(*, complaint: Complaint, words: str, by: User) -> Complaint:
    """Look into it anew; an outcome whose mail has not left yet is not sent.

    Raises PermissionDenied, and ValidationError for one that is open.
    """
    complaint = _locked(complaint, by)
    if not complaint.closed_on:
        raise ValidationError("It is open: its outcome was not told yet.")
    complaint.outcome, complaint.closed_on = "", None
    complaint.save(update_fields=["outcome", "closed_on"])
    _step(complaint, Kind.REOPENED, words=words, by=by)
    return complaint


def _locked(complaint: Complaint, by: User) -> Complaint:
    check(by, Permission.COMPLAINT_ANSWER)
    return Complaint.objects.select_for_update().get(pk=complaint.pk)


def _open(complaint: Complaint, by: User) -> Complaint:
    complaint = _locked(complaint, by)
    if complaint.closed_on:
        raise ValidationError(CLOSED)
    return complaint


def _step(complaint: Complaint, kind: str, *, by: User, words: str = "", **facts) -> ComplaintStep:
    return ComplaintStep.objects.create(complaint=complaint, kind=kind, words=words, by=by, **facts)
