"""Reminders of memberships that end soon."""

from datetime import date, timedelta

from django.db import transaction

from jobs.retry import Outcome, for_each
from members.models import Term
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.association import association
from people.models import User

REMIND_BEFORE = timedelta(days=30)


def terms_to_remind(today: date, days: int = 0):
    """Terms whose renewal reminder falls due by `days` after today, and which nothing has renewed."""
    ending = Term.objects.filter(resigned_on=None, ends_on__lte=today + REMIND_BEFORE + timedelta(days=days))
    running = ending.filter(ends_on__gte=today)
    renewed = Term.objects.filter(starts_on__gt=today).values("provider")
    return running.exclude(provider__in=renewed).select_related("provider").order_by("ends_on", "pk")


def remind_of_renewals(*, today: date) -> Outcome:
    """Owe each owner one mail for each term that ends within 30 days; the outcome counts the new ones.

    The key of the mail holds the term, so a night that was missed is caught up and a second run queues nothing more.
    """
    terms = terms_to_remind(today).prefetch_related("provider__roles__user")
    return for_each("remind-of-renewals", terms, _remind)


@transaction.atomic
def _remind(term: Term) -> int:
    roles = [role for role in term.provider.roles.all() if role.name == "owner" and role.ends_on is None]
    return sum(_owe_reminder(term, role.user).is_new for role in roles)


def _owe_reminder(term: Term, owner: User) -> OutboxMessage:
    ours = association()
    how_to_answer = f"answer this mail or ring us on {ours.telephone}" if ours.telephone else "answer this mail"
    text = (
        f"The membership of {term.provider} in the {ours.name} runs until {term.ends_on:%-d %B %Y}.\n\n"
        f"To go on, {how_to_answer}. Without renewal you keep full access until {term.access_until:%-d %B %Y}."
    )
    return queue_email(
        key=f"renewal-reminder:{term.pk}:{owner.pk}", user=owner, subject="Your membership is up for renewal", text=text
    )
