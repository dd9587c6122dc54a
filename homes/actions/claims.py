"""Homes are claimed by a provider, who may take it back, and confirmed or refused by staff."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from history import audit_reason
from homes import emails
from homes.candidates import Candidate, candidate
from homes.locks import locked
from homes.models import Home
from outbox.actions import queue_email
from people.access import Permission, check
from people.models import Provider, Role, User
from people.owners import write_to_owners
from register.actions.wales import service_of
from register.models import Registration


def find_registration(urn: str) -> Registration:
    """The registration of a URN that the newest list prints, typed in any case and with any spaces.

    Raises ValidationError with what to do.
    """
    found = candidate(urn)
    if found.entry is None:
        raise ValidationError(
            f"No home on the current register has the number {found.number}. Check it against the certificate of "
            "registration. The register is published monthly."
        )
    return found.entry.registration


@transaction.atomic
def claim(*, urn: str, provider: Provider, by: User, takes_over: bool = False) -> Home:
    """Add a home to a provider by its URN; staff confirm it, once a list prints it.

    With `takes_over` it asks for a home that another provider hands over: that one's owners and staff are told, and
    whoever asks learns nothing of it. Raises ValidationError, PermissionDenied.
    """
    check(by, Permission.HOME_CLAIM, provider)
    found = candidate(urn)
    home = claim_registration(_registration(found), provider, takes_over=takes_over)
    if takes_over:
        _tell_of_transfer(home)
    return home


def claim_registration(registration: Registration, provider: Provider, *, takes_over: bool = False) -> Home:
    """A home that waits for staff. Raises ValidationError when the provider has it or waits for it."""
    if registration.homes.had_or_asked_for().filter(provider=provider).exists():
        raise ValidationError(f"{registration} is one of your homes already.")
    try:
        with transaction.atomic():
            return Home.objects.create(registration=registration, provider=provider, takes_over=takes_over)
    except IntegrityError as fault:  # two tabs: the database lets one through
        raise ValidationError(f"{registration} is one of your homes already.") from fault


@transaction.atomic
def take_back(*, home: Home, by: User) -> Home:
    """Take back a claim while it waits. Raises PermissionDenied; ValidationError when it waits no longer."""
    check(by, Permission.HOME_CLAIM, home.provider)
    home = _waiting(home)
    home.state = Home.State.WITHDRAWN
    home.save()
    return home


@transaction.atomic
def confirm(*, home: Home, by: User, since: date | None = None) -> Home:
    """Confirm a claimed home as the provider's, from a day on (default: today in London).

    Raises ValidationError when it is no longer waiting, another provider has it then, or no list prints it yet.
    """
    check(by, Permission.HOME_CONFIRM)
    home = _waiting(home)
    if not _is_known(home.registration):
        raise ValidationError(f"No list of the register prints {home.registration} yet. It waits until one does.")
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
    text = f"{home.registration} was not confirmed as a home of {home.provider}: {reason}"
    write_to_owners(home.provider, cause=f"claim-refused:{home.pk}", subject=f"{home} was not confirmed", text=text)
    return home


def _registration(found: Candidate) -> Registration:
    """The registration of what can be added; of a home newer than the list, one that waits for its first entry."""
    if found.entry:
        return found.entry.registration
    return Registration.objects.get_or_create(regulator=Registration.Regulator.OFSTED, number=found.number)[0]


def _is_known(registration: Registration) -> bool:
    """Whether a list in use prints it, or people entered it: Wales publishes none."""
    return registration.regulator == Registration.Regulator.CIW or registration.entries.in_use().exists()


def _tell_of_transfer(home: Home) -> None:
    """The owners of the provider that has the home now, and staff who confirm homes. By number, never by name."""
    held = home.registration.homes.confirmed().exclude(provider=home.provider).select_related("provider").first()
    owners = held.provider.roles.owners() if held else Role.objects.none()
    staff = Role.objects.current().allowing(Permission.HOME_CONFIRM)
    mails = {role.user: emails.transfer_asked(home) for role in staff.select_related("user")}
    mails |= {role.user: emails.transfer_asked_of(home, held) for role in owners.select_related("user")}
    for user, mail in mails.items():
        queue_email(key=f"transfer-asked:{home.pk}:{user.pk}", user=user, **mail)


def _waiting(home: Home) -> Home:
    home = locked(home)
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
