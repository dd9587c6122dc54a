"""What is done to memberships: a year begun, a payment matched, a reminder queued."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jobs.retry import Outcome, for_each
from members.models import Band, Invoice, Term
from members.periods import last_day_of_year
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.access import Permission, check
from people.association import association
from people.models import Provider, User
from people.templatetags.people import day

REMIND_BEFORE = timedelta(days=30)


@transaction.atomic
def match_payment(*, invoice: Invoice, paid_on: date, by: User) -> Invoice:
    """Keep the day on which an invoice was paid. Raises ValidationError for one that is paid, or a day to come."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if invoice.paid_on:
        raise ValidationError(f"{invoice} was matched already, as paid on {day(invoice.paid_on)}.")
    if paid_on < invoice.sent_on:
        raise ValidationError(f"{invoice} was sent on {day(invoice.sent_on)}. Write a day from then on.")
    if paid_on > timezone.localdate():
        raise ValidationError("That day is still to come. Write the day on which the money arrived.")
    invoice.paid_on = paid_on
    invoice.save()
    return invoice


@transaction.atomic
def start_term(*, provider: Provider, band: Band, starts_on: date, homes_counted: int, by: User) -> Term:
    """Admit a provider for a year, or renew its membership; an application that waits is accepted with it.

    The band's name and dues are frozen in the term. Raises PermissionDenied, and ValidationError for a year that
    overlaps another, or a band for another number of homes.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    if not band.holds(homes_counted):
        raise ValidationError({"band": f"{band} is not for {homes_counted} homes. Choose the one that is."})
    ends_on = last_day_of_year(starts_on)
    for term in provider.terms.filter(starts_on__lte=ends_on, ends_on__gte=starts_on):
        if term.resigned_on is None or term.resigned_on > starts_on or term.starts_on >= starts_on:
            raise ValidationError({"starts_on": f"A term runs from {day(term.starts_on)} to {day(term.ends_on)}."})
    provider.applications.filter(decided_on=None).update(decided_on=timezone.localdate(), accepted=True)
    return Term.objects.create(
        provider=provider,
        starts_on=starts_on,
        ends_on=ends_on,
        band=band.name,
        chosen_band=band,
        dues=band.dues,
        homes_counted=homes_counted,
    )


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
