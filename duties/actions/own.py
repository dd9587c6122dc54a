"""What a provider decides about its duties: those that it adds, its own recurrences, and who sees them."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties.law import RULES, EachYearBy
from duties.models import Duty, DutySharing
from homes.models import Home
from people.access import Permission, check
from people.models import Provider, User

MOST_MONTHS, MOST_WEEKS = 60, 52
MOST_DAYS_AHEAD = 3660  # of what is done once: ten years
LONGEST_SHARING = 366  # days


@transaction.atomic
def add_duty(*, provider: Provider, home: Home | None, name: str, by: User, **recurrence: int | date | None) -> Duty:
    """Add a duty of the provider's own: for one home by whoever edits it, for all homes by who keeps the list.

    Its rhythm is one of `every_months`, `every_weeks`, `once_by`, a day from today on, and `while_valid`, True.

    Raises PermissionDenied, and ValidationError for a rhythm that cannot be or a name that there is already.
    """
    _check_place(provider, home, by)
    [(kind, value)] = recurrence.items()
    if kind in CHECKS:
        CHECKS[kind](value)
    try:
        with transaction.atomic():
            return Duty.objects.create(provider=provider, home=home, name=name, **recurrence)
    except IntegrityError as fault:
        raise ValidationError({"name": f"You have a duty called “{name}” already. Choose another name."}) from fault


@transaction.atomic
def end_duty(*, duty: Duty, by: User) -> None:
    """Stop asking for an own duty. The days on which it was done are kept. Ending it twice changes nothing."""
    _check_place(duty.provider, duty.home, by)
    Duty.objects.current().filter(pk=duty.pk).update(ended_at=timezone.now())


@transaction.atomic
def set_recurrence(
    *, provider: Provider, rule: str, by: User, months: int | None = None, until: date | None = None
) -> Duty:
    """The provider's own rhythm for a rule whose own is not confirmed: months, or the day and month of a date.

    Raises PermissionDenied, and ValidationError for a rule that the law itself sets.
    """
    check(by, Permission.DUTY_MANAGE, provider)
    if not RULES[rule].unconfirmed:
        raise ValidationError(f"The law sets this: {RULES[rule].recurrence.sentence}")
    every = _by_date(until) if isinstance(RULES[rule].recurrence, EachYearBy) else _by_months(months)
    duty, _ = Duty.objects.current().update_or_create(provider=provider, rule=rule, defaults=every)
    return duty


@transaction.atomic
def use_default(*, provider: Provider, rule: str, by: User) -> None:
    """Go back to the portal's own rhythm for a rule."""
    check(by, Permission.DUTY_MANAGE, provider)
    Duty.objects.current().filter(provider=provider, rule=rule).update(ended_at=timezone.now())


@transaction.atomic
def share(*, provider: Provider, until: date, today: date, by: User) -> DutySharing:
    """Let the association see the provider's duties until a day, that day included; replaces what was open.

    Raises PermissionDenied, and ValidationError for a day that is past or more than a year away.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    if until < today:
        raise ValidationError({"until": "This day is past. Write the last day on which we may see your duties."})
    if (until - today).days > LONGEST_SHARING:
        raise ValidationError({"until": "That is more than a year away. Share for a year at most, and then again."})
    Provider.objects.select_for_update().get(pk=provider.pk)  # two owners at once: the later one counts
    _end_sharing(provider)
    return DutySharing.objects.create(provider=provider, from_day=today, until=until)


@transaction.atomic
def stop_sharing(*, provider: Provider, by: User) -> None:
    """Stop at once. Stopping twice changes nothing."""
    check(by, Permission.PROVIDER_MANAGE, provider)
    _end_sharing(provider)


def _end_sharing(provider: Provider) -> None:
    DutySharing.objects.filter(provider=provider, ended_at=None).update(ended_at=timezone.now())


def _check_place(provider: Provider, home: Home | None, by: User) -> None:
    if home is None:
        check(by, Permission.DUTY_MANAGE, provider)
    elif not Home.objects.editable_by(by).filter(pk=home.pk, provider=provider).exists():
        raise PermissionDenied


def _by_months(months: int | None) -> dict:
    _check_months(months)
    return {"every_months": months}


def _by_date(until: date | None) -> dict:
    if until is None or until.month < 4:
        raise ValidationError({"until": "Write a day from 1 April on: the return is for the year that ended in March."})
    return {"every_months": None, "by_month": until.month, "by_day": until.day}


def _check_months(months: int | None) -> None:
    if months is None or not 1 <= months <= MOST_MONTHS:
        raise ValidationError({"every_months": f"Write a number of months from 1 to {MOST_MONTHS}."})


def _check_weeks(weeks: int | None) -> None:
    if weeks is None or not 1 <= weeks <= MOST_WEEKS:
        raise ValidationError({"every_weeks": f"Write a number of weeks from 1 to {MOST_WEEKS}."})


def _check_once(by: date | None) -> None:
    today = timezone.localdate()
    if by is None or by < today:
        raise ValidationError({"once_by": "Write the day by which it must be done, from today on."})
    if (by - today).days > MOST_DAYS_AHEAD:
        raise ValidationError({"once_by": "That is more than ten years away. Look at the year."})


CHECKS = {"every_months": _check_months, "every_weeks": _check_weeks, "once_by": _check_once}
