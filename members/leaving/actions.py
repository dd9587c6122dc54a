"""What is done when a member leaves: said with the reason, and taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.leaving import emails
from members.leaving.endings import Ending, ending_of, first_day_without
from members.models import Leaving
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
    Raises PermissionDenied; ValidationError for another day, no membership, a reason that was said before, or one that
    was merged into another.
    """
    provider = _locked(provider, by)
    ending = ending_for(provider)
    if ending is None:
        raise ValidationError(f"{provider} is no member, or has left already.")
    last_day = ending.last if ending.is_fixed else _checked(last_day, ending, by)
    facts = _facts(reason, words, told_on, by)
    if Leaving.objects.in_force().filter(provider=provider, last_day=last_day).exists():
        raise ValidationError("Why it left is said already. Take that back first, if it is wrong.")
    with audit_reason(Leaving.Reason(reason).label):
        ended = [] if ending.ran_out else _end_terms(provider, last_day)
    facts |= {"last_day": last_day, "ran_out": ending.ran_out, "ended": ended, "said_by": said_by, "by": by}
    leaving = Leaving(provider=provider, **facts)
    leaving.validate_constraints()
    leaving.save()
    emails.say_ended(leaving)
    return leaving


@transaction.atomic
def take_back(*, leaving: Leaving, by: User) -> None:
    """Make it as if nobody had said so: the terms run on. An owner can do so until the last day has passed.

    Raises PermissionDenied; ValidationError once it is over, taken back, a member again, or merged into another.
    """
    provider = _locked(leaving.provider, by)
    leaving = Leaving.objects.select_for_update(of=("self",)).select_related("provider").get(pk=leaving.pk)
    if leaving.taken_back_at:
        raise ValidationError("This was taken back already.")
    if not _is_staff(by) and not leaving.can_be_taken_back_by_owner:
        raise ValidationError("This cannot be taken back here any more. Ring us, or ask to join again.")
    with audit_reason("Taken back: the membership goes on"):
        _run_on(provider, leaving)
    leaving.taken_back_at, leaving.taken_back_by = timezone.now(), by
    leaving.save(update_fields=["taken_back_at", "taken_back_by"])
    emails.say_taken_back(leaving)


def _locked(provider: Provider, by: User) -> Provider:
    if not _is_staff(by):
        check(by, Permission.PROVIDER_MANAGE, provider)
    provider = Provider.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=provider.pk)
    provider.check_unmerged()
    return provider


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


def _end_terms(provider: Provider, last_day: date) -> list[int]:
    """End those that run on after a day; gives their ids."""
    terms = list(provider.terms.filter(resigned_on=None, ends_on__gte=last_day).order_by("pk"))
    for term in terms:
        term.resigned_on = first_day_without(term.starts_on, last_day)
        term.save(update_fields=["resigned_on"])
    return [term.pk for term in terms]


def _run_on(provider: Provider, leaving: Leaving) -> None:
    """Let the terms run on that it ended; of one that ran out it ended none, and only the reason goes.

    Raises ValidationError where which they were is not known, or a later one would overlap them.
    """
    if leaving.ran_out:
        return
    ended = provider.terms.filter(pk__in=leaving.ended).exclude(resigned_on=None)
    if not ended:
        raise ValidationError("Which terms this ended was not kept, so none can run on. Admit it again, by a new term.")
    until = max(term.ends_on for term in ended)
    others = provider.terms.that_begin().exclude(pk__in=leaving.ended)
    if term := others.filter(starts_on__gt=leaving.last_day, starts_on__lte=until).order_by("starts_on").first():
        raise ValidationError(f"It is a member again from {day(term.starts_on)}: that term would overlap.")
    ended.update(resigned_on=None)
