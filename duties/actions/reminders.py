"""A person's own calendar of duties, and the mails that they chose."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from duties import emails
from duties.models import DutyCalendar, DutyReminder
from duties.overview import Due, DueNotice, Item, items_for
from jobs.retry import Outcome, for_each
from outbox.actions import queue_email
from people.access import Permission, check, check_any
from people.actions import token_hash
from people.models import SecurityEvent, User
from people.security import record

Frequency = DutyReminder.Frequency
Kind = SecurityEvent.Kind
CALENDAR = "duties"
MAY_SUBSCRIBE = (Permission.HOME_VIEW, Permission.POLICY_WRITE)  # who looks after homes, or consultations
AHEAD = timedelta(days=13)  # a Monday's mail reaches to the Sunday of the week after


@transaction.atomic
def make_calendar(*, by: User) -> str:
    """A new secret token for the address of a person's calendar; the address before it opens nothing any more.

    Only the token's hash is kept. Raises PermissionDenied for whom nothing falls due.
    """
    check_any(by, *MAY_SUBSCRIBE)
    User.objects.select_for_update().get(pk=by.pk)  # two windows: the later one counts
    revoke_calendar(by=by)
    token = secrets.token_urlsafe(32)
    DutyCalendar.objects.create(user=by, token_hash=token_hash(token))
    record(Kind.CALENDAR_MADE, user=by, subject=CALENDAR)
    return token


@transaction.atomic
def revoke_calendar(*, by: User) -> None:
    """Close a person's calendar: its address opens nothing any more. Twice changes nothing."""
    if DutyCalendar.objects.own(by).update(revoked_at=timezone.now()):
        record(Kind.CALENDAR_CLOSED, user=by, subject=CALENDAR)


def calendar_at(*, token: str, today: date) -> DutyCalendar | None:
    """The calendar at an address; None for one that was never given, was renewed or closed.

    Not for a role that ended: a program that finds nothing there asks for ever, or alarms its owner. The first reading
    of a day is recorded before anything is given: programs ask several times an hour, and each would bury what else
    happened.
    """
    found = DutyCalendar.objects.open().select_related("user").filter(token_hash=token_hash(token)).first()
    if found is not None and found.read_on != today:
        _save_reading(found, today)
    return found


def _save_reading(calendar: DutyCalendar, today: date) -> None:
    with transaction.atomic(durable=True):
        if DutyCalendar.objects.filter(pk=calendar.pk).exclude(read_on=today).update(read_on=today):
            record(Kind.CALENDAR_READ, user=None, about=calendar.user, subject=CALENDAR)


@transaction.atomic
def choose_reminder(*, frequency: str, today: date, by: User) -> None:
    """Begin, change or (with an empty frequency) stop the mails that a person gets about duties."""
    check(by, Permission.HOME_VIEW)
    if frequency:
        DutyReminder.objects.update_or_create(user=by, defaults={"frequency": frequency, "told_until": today})
    else:
        DutyReminder.objects.own(by).delete()


def remind_of_duties(*, today: date) -> Outcome:
    """Owe each person the mail of their choice; the outcome counts the mails.

    A night that was missed is caught up, and a second run queues nothing more: the day until which a person was told is
    kept in the same transaction as the mail.
    """
    behind = DutyReminder.objects.filter(told_until__lt=today, user__is_active=True).order_by("pk")
    return for_each("remind-of-duties", behind, lambda reminder: _remind(reminder.pk, today))


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    reminder = (
        DutyReminder.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("user")
        .filter(pk=pk, told_until__lt=today)
        .first()
    )
    if reminder is None:
        return False
    chosen = _of_the_week if reminder.frequency == Frequency.WEEKLY else _since
    items = chosen(items_for(reminder.user, today), reminder.told_until, today)
    if items:
        queue_email(key=f"duties:{reminder.user_id}:{today}", user=reminder.user, **emails.duties_due(items))
    reminder.told_until = today
    reminder.save()
    return bool(items)


def _of_the_week(items: list[Due], told_until: date, today: date) -> list[Due]:
    """On the first run since a Monday began: what is overdue, or falls due in that week or the next.

    What comes often would be in each of them, and is once it is overdue. On other days legal notices alone: one that
    was noted on Tuesday may be due on Wednesday.
    """
    monday = today - timedelta(days=today.weekday())
    if told_until >= monday:
        return _since([item for item in items if isinstance(item, DueNotice)], told_until, today)
    due = [item for item in items if item.due_status.due and item.due_status.due <= monday + AHEAD]
    return [item for item in due if item.due_status.due < today or not _comes_often(item)]


def _since(items: list[Due], told_until: date, today: date) -> list[Due]:
    """What has come to fall due soon, or to be overdue, since the last day of which the person was told."""
    return [item for item in items if any(told_until < turned <= today for turned in _turns(item))]


def _turns(item: Due) -> list[date]:
    if not item.due_status.falls_due:
        return []
    overdue = item.due_status.due + timedelta(days=1)
    if _comes_often(item):
        return [overdue]
    turned = [item.due_status.due - timedelta(days=item.soon), overdue]
    if isinstance(item, Item):
        return turned
    # What was noted too late to turn by itself is told the next morning.
    return [max(day, item.noted_on + timedelta(days=1)) for day in turned]


def _comes_often(item: Due) -> bool:
    return isinstance(item, Item) and item.comes_often
