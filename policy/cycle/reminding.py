"""The mail to whoever owns a consultation: what of ours is due, and what government has not answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jobs.retry import Outcome, for_each
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.links import link_to
from people.templatetags.people import day, deadline
from policy.cycle.days import last_day
from policy.models import Consultation
from policy.models.consultation import OUTCOME_WITHIN
from times import LONDON

JOB = "remind-of-own-days"
SOON = timedelta(days=3)  # before a day of ours; our own rule
CHASED_EVERY = timedelta(weeks=4)  # an outcome that is overdue; our own rule


@dataclass(frozen=True)
class Reminder:
    """One thing to tell the owner of a consultation. `on` is the day by which it is, or was, to be done (London)."""

    consultation: Consultation
    what: str
    on: date
    when: str  # "soon" or "late"
    words: str

    @property
    def key(self) -> str:
        """One mail to each owner for each day of each thing, before it and after it."""
        consultation = self.consultation
        return f"own-days:{consultation.pk}:{consultation.owner_id}:{self.what}:{self.on}:{self.when}"


def to_remind() -> QuerySet[Consultation]:
    """Consultations with an owner who may see to them."""
    return Consultation.objects.with_owner().with_work().with_phase().filter(owner_may=True).order_by("pk")


def remind() -> Outcome:
    """Write to the owners what is due; the outcome counts mails. A morning that was missed is caught up."""
    return for_each(JOB, to_remind(), _remind)


def reminders_of(consultation: Consultation, today: date | None = None) -> list[Reminder]:
    """What its owner is to be told today (default: today in London), of one from `to_remind`."""
    today = today or timezone.localdate()
    found = [_of_our_day(consultation, what, on, today) for what, on in consultation.work_due]
    found += [_of_sending(consultation, today), _of_outcome(consultation, today)]
    return [each for each in found if each]


def _of_our_day(consultation: Consultation, what: str, on: date, today: date) -> Reminder | None:
    if on < today:
        return Reminder(consultation, what, on, "late", f"The {what} was due on {day(on)}, and it is not done.")
    if on - today <= SOON:
        return Reminder(consultation, what, on, "soon", f"The {what} is due on {day(on)}.")
    return None


def _of_sending(consultation: Consultation, today: date) -> Reminder | None:
    last = last_day(consultation.closes_at)
    if not consultation.sending_waits or last - today > SOON:
        return None
    words = f"It is approved, and it is not recorded that it was sent. They close {deadline(consultation.closes_at)}."
    return Reminder(consultation, "sending", last, "soon", words)


def _of_outcome(consultation: Consultation, today: date) -> Reminder | None:
    """Once twelve weeks after closing, and again every four weeks while they say nothing."""
    if not consultation.outcome_overdue_since:
        return None
    since = timezone.localdate(consultation.outcome_overdue_since, LONDON)
    on = since + (today - since) // CHASED_EVERY * CHASED_EVERY
    weeks = OUTCOME_WITHIN.days // 7
    words = (
        f"They closed on {day(consultation.closes_at)} and say that they answer within {weeks} weeks. No outcome is "
        f"recorded: ask {consultation.body} what came of it."
    )
    return Reminder(consultation, "outcome", on, "late", words)


def _remind(consultation: Consultation) -> int:
    return sum(_queue(each).is_new for each in reminders_of(consultation))


def _queue(reminder: Reminder) -> OutboxMessage:
    title = reminder.consultation.title
    where = link_to("policy:consultation_detail", reminder.consultation.reference)
    return queue_email(
        key=reminder.key,
        user=reminder.consultation.owner,
        subject=f"{reminder.what.capitalize()} {'overdue' if reminder.when == 'late' else 'due'}: {title}",
        text=f"“{title}”: {reminder.words}\n\nYou own it. See how far it is, or give it to a colleague:\n{where}",
    )
