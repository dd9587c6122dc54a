"""Homes are claimed by a provider, and confirmed or refused by staff."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from history import audit_reason
from homes.models import Home
from outbox.actions import queue_email
from people.access import Permission, check
from people.models import Provider, User
from register.actions.wales import service_of
from register.models import RegisterEntry, Registration


def find_registration(urn: str) -> Registration:
    """The registration of a URN typed in any case and with any spaces.

    Raises ValidationError with what to do: unknown, no longer registered, or neither a children's home nor supported
    accommodation.
    """
    number = "".join(urn.split()).upper()
    entry = RegisterEntry.objects.current().select_related("registration").filter(registration__number=number).first()
    if entry is None:
        raise ValidationError(
            f"No home on the current register has the number {number}. Check it against your certificate of "
            "registration. If the home was registered lately, ring us: the register is published monthly."
        )
    if not entry.on_register:
        raise ValidationError(f"The register says that {number} is {entry.status.lower()}. Ring us if that is wrong.")
    if not entry.can_be_added:
        raise ValidationError(
            f"{number} is registered as “{entry.provision_type}”. Children's homes and supported accommodation can be "
            "added here."
        )
    return entry.registration


@transaction.atomic
def claim(*, urn: str, provider: Provider, by: User) -> Home:
    """Add a home to a provider by its URN; staff confirm it. Raises ValidationError, PermissionDenied."""
    check(by, Permission.HOME_CLAIM, provider)
    return claim_registration(find_registration(urn), provider)


def claim_registration(registration: Registration, provider: Provider) -> Home:
    """A home that waits for staff. Raises ValidationError when the provider has it, or another one's is confirmed."""
    homes = registration.homes.had_or_asked_for()
    if homes.filter(provider=provider).exists():
        raise ValidationError(f"{registration} is one of your homes already.")
    if homes.confirmed().exists():
        raise ValidationError(f"{registration} belongs to another provider here. If it is yours now, ring us.")
    try:
        with transaction.atomic():
            return Home.objects.create(registration=registration, provider=provider)
    except IntegrityError as fault:  # two tabs: the database lets one through
        raise ValidationError(f"{registration} is one of your homes already.") from fault


@transaction.atomic
def confirm(*, home: Home, by: User, since: date | None = None) -> Home:
    """Confirm a claimed home as the provider's, from a day on (default: today in London).

    Raises ValidationError when it is no longer waiting, or another provider has it then.
    """
    check(by, Permission.HOME_CONFIRM)
    home = _waiting(home)
    home.state, home.during = Home.State.CONFIRMED, DateRange(since or timezone.localdate(), None)
    try:
        with transaction.atomic():
            home.save()
    except IntegrityError as fault:
        raise ValidationError(f"{home.registration} is confirmed for another provider. End that first.") from fault
    return home


@transaction.atomic
def refuse(*, home: Home, by: User, reason: str) -> Home:
    """Refuse a claim, with the reason that the provider is told. Raises ValidationError."""
    check(by, Permission.HOME_CONFIRM)
    home = _waiting(home)
    home.state = Home.State.REFUSED
    with audit_reason(reason):
        home.save()
    for role in home.provider.roles.current().filter(name="owner").select_related("user"):
        text = f"{home.registration} was not confirmed as a home of {home.provider}: {reason}"
        queue_email(
            key=f"claim-refused:{home.pk}:{role.user_id}",
            user=role.user,
            subject=f"{home} was not confirmed",
            text=text,
        )
    return home


def _waiting(home: Home) -> Home:
    home = Home.objects.select_for_update(of=("self",)).select_related("registration", "provider").get(pk=home.pk)
    if home.state != Home.State.CLAIMED:
        raise ValidationError(f"{home} is {home.get_state_display().lower()} already.")
    return home


@transaction.atomic
def claim_service(*, number: str, provider: Provider, by: User, **facts) -> Home:
    """Add a Welsh home to a provider by its number and what its certificate says; staff confirm it.

    What staff entered before stays as it is. Raises ValidationError, PermissionDenied.
    """
    check(by, Permission.HOME_CLAIM, provider)
    service, _ = service_of(number, facts, by)
    if service.ended_on:
        raise ValidationError({"number": f"{service} is not registered any more. Ring us if that is wrong."})
    return claim_registration(service.registration, provider)
