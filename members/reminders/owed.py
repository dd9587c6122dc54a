"""Which reminders are owed on a day, or within some: read off rules, terms, invoices and roles, never stored."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from jobs.runs import next_day
from members.balances import chased
from members.models import HeldReminder, Invoice, ReminderRule, Term
from members.reminders.windows import days_of, last_day
from outbox.models import OutboxMessage
from people.models import Provider, Role, User

A = ReminderRule.About
JOB = "remind-of-renewals"
A_WEEK = timedelta(days=7)
KINDS = {A.TERM: "renewal-reminder", A.INVOICE: "invoice-reminder"}


@dataclass(frozen=True)
class Reminder:
    """One mail to one person: by which rule, about which term or invoice."""

    rule: ReminderRule
    about: Term | Invoice
    user: User

    @property
    def key(self) -> str:
        """What it is called in the outbox, where each stands once."""
        return f"{KINDS[A(self.rule.about)]}:{self.about.pk}:{self.user.pk}:{self.rule.pk}"

    @property
    def provider(self) -> Provider:
        return self.about.provider

    @property
    def goes_on(self) -> date:
        """The day on which it falls due."""
        return self.rule.falls_due(day_of(self.about))

    @property
    def goes_until(self) -> date:
        """The last day on which it may go: what is held then never goes."""
        return last_day(day=day_of(self.about), due=self.goes_on, before=self.rule.when == ReminderRule.When.BEFORE)


def owed(today: date, until: date | None = None) -> list[Reminder]:
    """Those that may go today, or by a day, and did not go yet. Two queries for each rule that is on, and two more."""
    found = [each for rule in ReminderRule.objects.on() for each in _of_rule(rule, today, until or today)]
    gone = set(OutboxMessage.objects.filter(key__in=[each.key for each in found]).values_list("key", flat=True))
    return sorted((each for each in found if each.key not in gone), key=lambda each: (each.goes_on, str(each.provider)))


def coming() -> list[tuple[Reminder, date]]:
    """Those that go within a week, each with its day: tomorrow at the soonest, once today's have gone."""
    first = next_day(JOB)
    return [(each, max(each.goes_on, first)) for each in owed(first, timezone.localdate() + A_WEEK)]


def held_among(reminders: list[Reminder]) -> dict[str, HeldReminder]:
    """Those that a person holds, by their key, with who does. One query, none for none."""
    found = HeldReminder.objects.filter(key__in=[each.key for each in reminders]).select_related("held_by")
    return {each.key: each for each in found}


def day_of(about: Term | Invoice) -> date:
    """The day that a reminder is about."""
    return about.ends_on if isinstance(about, Term) else about.due_on


def is_wanted(rule: ReminderRule, pk: int, today: date) -> Term | Invoice | None:
    """The term or invoice, if a mail about it by a rule may still go today."""
    return next((each for each in _rows(rule, today, today) if each.pk == pk), None)


def _of_rule(rule: ReminderRule, today: date, until: date) -> Iterator[Reminder]:
    rows = list(_rows(rule, today, until))
    users = _users(rule, {row.provider_id for row in rows})
    for row in rows:
        for user in users[row.provider_id]:
            yield Reminder(rule, row, user)


def _rows(rule: ReminderRule, today: date, until: date):
    before = rule.when == ReminderRule.When.BEFORE
    about = {"days": rule.days, "before": before, "counts_from": rule.counts_from}
    days = days_of(first=today, last=until, **about)
    if days is None:
        return []
    if rule.about == A.TERM:
        return _unrenewed().filter(ends_on__range=days).select_related("provider")
    due = Invoice.objects.filter(due_on__range=days).of_terms_that_begin()  # of others we say that we credit them
    return chased(due).select_related("provider")


def _unrenewed():
    """Terms that nobody resigned from, and that no later one of the provider, that begins, follows."""
    later = Term.objects.that_begin().filter(provider=OuterRef("provider"), starts_on__gt=OuterRef("starts_on"))
    return Term.objects.filter(~Exists(later), resigned_on=None)


def _users(rule: ReminderRule, providers: set[int]) -> dict[int, list[User]]:
    """By provider, the people of a rule's roles: each once."""
    found = defaultdict(dict)
    roles = Role.objects.current().filter(provider__in=providers, name__in=rule.roles, user__is_active=True)
    for role in roles.select_related("user").order_by("pk"):
        found[role.provider_id][role.user_id] = role.user
    return defaultdict(list, {provider: list(users.values()) for provider, users in found.items()})
