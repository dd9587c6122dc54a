"""What is done with reminders: sent by rule each morning, rules changed, a single mail held and let go."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jobs.retry import Outcome, for_each
from members.models import HeldReminder, ReminderRule
from members.reminders.owed import JOB, Reminder, held_among, owed
from members.reminders.words import filled, unknown_in
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.access import Permission, check
from people.models import Provider, User


def remind(*, today: date) -> Outcome:
    """Owe everyone what the rules say, but for what is held; the outcome counts the new mails.

    The key of a mail holds rule, term and person: a night that was missed is caught up, a second run queues nothing.
    """
    reminders, by_provider = owed(today), defaultdict(list)
    held = held_among(reminders)
    for each in reminders:
        if each.key not in held:
            by_provider[each.provider.pk].append(each)
    return for_each(JOB, Provider.objects.filter(pk__in=by_provider), lambda row: _owe_all(by_provider[row.pk]))


@transaction.atomic
def save_rule(*, rule: ReminderRule, by: User) -> ReminderRule:
    """Keep a rule. One that is new, or on again, counts from today. Raises PermissionDenied, and ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    before = ReminderRule.objects.select_for_update().filter(pk=rule.pk).first()
    for field in ("subject", "text"):
        if unknown := unknown_in(getattr(rule, field), rule.about):
            raise ValidationError({field: f"Nothing is called “{unknown[0]}”. What can be named stands below."})
    if before is None or (rule.is_on and not before.is_on):
        rule.counts_from = timezone.localdate()
    rule.save()
    return rule


@transaction.atomic
def hold(*, key: str, by: User) -> HeldReminder:
    """Keep a mail from going. Raises PermissionDenied, and ValidationError for one that has gone."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    if OutboxMessage.objects.filter(key=key, sent_at__isnull=False).exists():
        raise ValidationError("This mail has gone already.")
    return HeldReminder.objects.get_or_create(key=key, defaults={"held_by": by})[0]


@transaction.atomic
def let_go(*, key: str, by: User) -> None:
    """Let a held mail go with the next morning's, if it still may. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    HeldReminder.objects.filter(key=key).delete()


@transaction.atomic
def _owe_all(reminders: list[Reminder]) -> int:
    return sum(_owe_reminder(each).is_new for each in reminders)


def _owe_reminder(reminder: Reminder) -> OutboxMessage:
    subject, text = (
        filled(words, reminder.about, reminder.user) for words in (reminder.rule.subject, reminder.rule.text)
    )
    return queue_email(key=reminder.key, user=reminder.user, subject=subject, text=text)
