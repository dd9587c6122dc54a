"""A home closes, goes to another provider, or gets another number."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from history import audit_reason
from homes import emails
from homes.actions.claims import find_registration
from homes.locks import locked
from homes.models import Home
from people.access import Permission, check
from people.models import Provider, User
from people.owners import write_to_owners
from people.templatetags.people import day
from register.models import Registration


@transaction.atomic
def end_home(*, home: Home, last_day: date, by: User, reason: str) -> Home:
    """End a confirmed home with a day: its provider closes it, or staff do. Its name and address are shown no more.

    Raises PermissionDenied; ValidationError when it is not confirmed, or for a day before it began.
    """
    check(by, Permission.HOME_CLAIM if _by_provider(by, home) else Permission.HOME_CONFIRM, home.provider)
    home = _confirmed(home)
    with audit_reason(reason):
        _end(home, last_day)
    return home


@transaction.atomic
def reopen_home(*, home: Home, by: User, reason: str) -> Home:
    """Take back that a home ended: it goes on as if it never had, with all that its provider kept of it.

    Its owners are told. Raises PermissionDenied; ValidationError when it has not ended, or another has it since.
    """
    check(by, Permission.HOME_CONFIRM)
    home = locked(home)
    if home.state != Home.State.ENDED:
        raise ValidationError(f"{home} is {home.get_state_display().lower()}: only a home that ended is opened again.")
    ended, home.state, home.during = home.during, Home.State.CONFIRMED, DateRange(home.during.lower, None)
    try:
        with transaction.atomic(), audit_reason(reason):
            home.save()
    except IntegrityError as fault:
        raise ValidationError(f"{home.registration} is another provider's home since. End that first.") from fault
    cause = f"home-reopened:{home.pk}:{ended.upper}"
    write_to_owners(home.provider, cause=cause, **emails.reopened(home, reason))
    return home


@transaction.atomic
def transfer_home(*, home: Home, to: Provider, last_day: date, by: User, reason: str) -> Home:
    """End a home with a day and give the registration to another provider from the next day on.

    The public history goes along with the registration; what the former provider kept stays with its own row. The
    owners of both are told. Raises PermissionDenied, ValidationError.
    """
    check(by, Permission.HOME_CONFIRM)
    home = _confirmed(home)
    if to.pk == home.provider_id:
        raise ValidationError({"to": f"{home.registration} is a home of {to} already. Choose the other provider."})
    with audit_reason(reason):
        _end(home, last_day)
        new = _begin(home.registration, to, last_day + timedelta(days=1))
    _tell(home, f"{home} ends as your home on {day(last_day)}: it goes to another provider. {reason}")
    _tell(new, f"{new} is your home from {day(new.during.lower)}. You can keep its name and address in the portal now.")
    return new


@transaction.atomic
def reregister_home(*, home: Home, urn: str, by: User, reason: str) -> Home:
    """Keep a home that got another number: all that its provider keeps of it goes on, and judgements of both are read.

    Raises PermissionDenied; ValidationError for a number that cannot follow.
    """
    check(by, Permission.HOME_CONFIRM)
    home = _confirmed(home)
    new = Registration.objects.select_for_update().get(pk=find_registration(urn).pk)
    if new.pk == home.registration_id:
        raise ValidationError({"urn": f"{new} is its number already."})
    if new.succeeds_id not in (None, home.registration_id) or hasattr(new, "succeeded_by"):
        raise ValidationError({"urn": f"{new} follows another number already. Check the two numbers."})
    if new.homes.filter(state=Home.State.CLAIMED).exists():
        raise ValidationError({"urn": f"{new} waits to be confirmed as a home of its own. Refuse that first."})
    old, home.registration, new.succeeds = home.registration, new, home.registration
    try:
        with transaction.atomic(), audit_reason(reason):
            new.save()
            home.save()
    except IntegrityError as fault:
        raise ValidationError({"urn": f"{new} is a home already, or {old} has a follower. End that first."}) from fault
    return home


def _by_provider(user: User, home: Home) -> bool:
    """Whether the user acts for the provider, and not for the association."""
    return any(role.provider_id == home.provider_id for role in user.current_roles)


def _confirmed(home: Home) -> Home:
    home = locked(home)
    if home.state != Home.State.CONFIRMED:
        raise ValidationError(f"{home} is {home.get_state_display().lower()}: only a confirmed home can be changed.")
    return home


def _end(home: Home, last_day: date) -> None:
    if last_day > timezone.localdate():
        raise ValidationError({"last_day": "This day has not come yet. End the home on that day or after it."})
    if last_day < home.during.lower:
        raise ValidationError({"last_day": f"It is a home of {home.provider} only since {day(home.during.lower)}."})
    home.state, home.during = Home.State.ENDED, DateRange(home.during.lower, last_day + timedelta(days=1))
    home.save()


def _begin(registration: Registration, provider: Provider, first_day: date) -> Home:
    """The provider's home from a day on: its own claim, if it waits, or a new row."""
    claim = registration.homes.filter(provider=provider, state=Home.State.CLAIMED).first()
    home = claim or Home(registration=registration, provider=provider)
    home.state, home.during = Home.State.CONFIRMED, DateRange(first_day, None)
    try:
        with transaction.atomic():
            home.save()
    except IntegrityError as fault:
        raise ValidationError(f"{registration} is another provider's home after {day(first_day)}.") from fault
    return home


def _tell(home: Home, text: str) -> None:
    cause = f"home-moved:{home.pk}:{home.during.lower}"
    write_to_owners(home.provider, cause=cause, subject=f"{home} changes hands", text=text)
