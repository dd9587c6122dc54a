"""What is done when a member leaves: said with the reason, and taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.leaving import emails
from members.leaving.endings import DAY, Ending, ending_of, first_day_without
from members.models import Leaving, Term
from people.access import Permission, can, check
from people.models import Provider, User
from people.templatetags.people import day


def ending_for(provider: Provider) -> Ending | None:
    """What of its membership can be ended today; None for who is no member, or has left already."""
    return ending_of(provider.terms.values_list("starts_on", "ends_on", "resigned_on"), timezone.localdate())


@transaction.atomic
def end_membership(
    *,
    provider: Provider,
    reason: str,
    by: User,
    last_day: date | None = None,
    words: str = "",
    told_on: date | None = None,
    said_by: str = "",
) -> Leaving:
    """End a membership on a day, with all its terms to come; of one that ran out, say why. Its owners are told.

    Of an owner the day is today or later, and the reason none that only the association gives. Nothing is credited.
    Raises PermissionDenied; ValidationError for another day, no membership, or a reason that was said before.
    """
    provider = _locked(provider, by)
    ending = ending_for(provider)
    if ending is None:
        raise ValidationError(f"{provider} is no member, or has left already.")
    last_day = ending.last if ending.is_fixed else _checked(last_day, ending, by)
    facts = _facts(reason, words, told_on, by)
    if Leaving.objects.in_force().filter(provider=provider, last_day=last_day).exists():
        raise ValidationError("Why it left is said already. Take that back first, if it is wrong.")
    label = Leaving.Reason(reason).label
    with audit_reason(label):
        if not ending.ran_out:
            for term in provider.terms.filter(resigned_on=None, ends_on__gte=last_day):
                _end(term, first_day_without(term.starts_on, last_day))
    leaving = Leaving.objects.create(
        provider=provider, last_day=last_day, ran_out=ending.ran_out, said_by=said_by, by=by, **facts
    )
    emails.say_ended(leaving)
    return leaving


@transaction.atomic
def take_back(*, leaving: Leaving, by: User) -> None:
    """Make it as if nobody had said so: the terms run on. An owner can do so until the last day has passed.

    Raises PermissionDenied; ValidationError once it is over, taken back, or a member again.
    """
    provider = _locked(leaving.provider, by)
    leaving = Leaving.objects.select_for_update(of=("self",)).select_related("provider").get(pk=leaving.pk)
    if leaving.taken_back_at:
        raise ValidationError("This was taken back already.")
    if not _is_staff(by) and not leaving.can_be_taken_back_by_owner:
        raise ValidationError("This cannot be taken back here any more. Ring us, or ask to join again.")
    with audit_reason("Taken back: the membership goes on"):
        if not leaving.ran_out:
            _run_on(provider, leaving.last_day)
    leaving.taken_back_at, leaving.taken_back_by = timezone.now(), by
    leaving.save(update_fields=["taken_back_at", "taken_back_by"])
    emails.say_taken_back(leaving)


def _locked(provider: Provider, by: User) -> Provider:
    if not _is_staff(by):
        check(by, Permission.PROVIDER_MANAGE, provider)
    return Provider.objects.select_for_update().get(pk=provider.pk)


def _is_staff(by: User) -> bool:
    return can(by, Permission.MEMBERSHIP_MANAGE)


def _checked(last_day: date | None, ending: Ending, by: User) -> date:
    first = ending.first if _is_staff(by) else max(ending.first, timezone.localdate())
    if last_day is None or not first <= last_day <= ending.last:
        raise ValidationError({"last_day": f"Choose a day from {day(first)} to {day(ending.last)}."})
    return last_day


def _facts(reason: str, words: str, told_on: date | None, by: User) -> dict:
    today = timezone.localdate()
    if reason in Leaving.OURS and not _is_staff(by):
        raise ValidationError({"reason": "Choose why you leave."})
    if reason == Leaving.Reason.OTHER and not words:
        raise ValidationError({"words": "Say in a few words what it is."})
    if told_on and told_on > today:
        raise ValidationError({"told_on": "This day is still to come."})
    return {"reason": reason, "words": words, "told_on": told_on or today}


def _end(term: Term, first_day: date) -> None:
    term.resigned_on = first_day
    term.save(update_fields=["resigned_on"])


def _run_on(provider: Provider, last_day: date) -> None:
    """Let the terms run on that this day ended. Raises ValidationError where a later one would overlap them."""
    ended = [
        term
        for term in provider.terms.filter(ends_on__gte=last_day).exclude(resigned_on=None)
        if term.resigned_on == first_day_without(term.starts_on, last_day)
    ]
    until = max((term.ends_on for term in ended), default=last_day)
    others = provider.terms.exclude(pk__in=[term.pk for term in ended])
    again = others.filter(starts_on__gt=last_day, starts_on__lte=until, ends_on__gt=last_day)
    if term := again.exclude(resigned_on__lte=last_day + DAY).order_by("starts_on").first():
        raise ValidationError(f"It is a member again from {day(term.starts_on)}: that term would overlap.")
    Term.objects.filter(pk__in=[term.pk for term in ended]).update(resigned_on=None)
