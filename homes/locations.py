"""The one door to homes' private names and addresses.

A provider's own people see theirs without an event. Staff with the permission give a reason, and each call is recorded.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from history import Entry, history_of
from homes.locks import editable, editable_all
from homes.models import Home, HomeLocation
from homes.telling import tells
from people.access import Permission, can, check
from people.models import Provider, SecurityEvent, User
from people.security import record_alone


def is_own(home: Home, user: User) -> bool:
    """Whether the user is one of a confirmed home's own people, within the limits of their role."""
    return Home.objects.own(user).confirmed().filter(pk=home.pk).exists()


def own_location(*, home: Home, by: User) -> HomeLocation:
    """The location for the provider's own people; empty where none was kept yet. Raises PermissionDenied."""
    if not is_own(home, by):
        raise PermissionDenied
    return HomeLocation.private.filter(pk=home.pk).first() or HomeLocation(home=home)


def reveal(*, home: Home, by: User, reason: str) -> HomeLocation:
    """The location for staff. That it was read, and why, is committed before it is given.

    Raises PermissionDenied without the permission, ValidationError without a reason, and RuntimeError within a
    transaction: one that is rolled back later would take the record along, and the address would have been read.
    """
    check(by, Permission.ADDRESS_REVEAL)
    if not reason.strip():
        raise ValidationError("Say why you need the address. The reason is kept.")
    record_alone(SecurityEvent.Kind.ADDRESS_READ, user=by, subject=f"home {home.pk}", reason=reason.strip())
    return HomeLocation.private.filter(pk=home.pk).first() or HomeLocation(home=home)


def readings(*, home: Home, by: User) -> list[SecurityEvent]:
    """Who of the association read the home's address, when and why, newest first: for its provider's owners alone."""
    if not (is_own(home, by) and can(by, Permission.PROVIDER_MANAGE, home.provider)):
        return []
    events = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.ADDRESS_READ, subject=f"home {home.pk}")
    held = events.filter(created_at__date__gte=home.during.lower)
    return list(held.select_related("user").order_by("-created_at", "-pk"))


def own_names(homes: Iterable[Home], by: User) -> dict[int, str]:
    """Private names by id of a confirmed home, for the provider's own people: one query for any number of homes."""
    own = Home.objects.own(by).confirmed().filter(pk__in=[home.pk for home in homes])
    return dict(HomeLocation.private.filter(home__in=own).values_list("pk", "name"))


def own_locations(homes: Iterable[Home], by: User) -> dict[int, HomeLocation]:
    """Locations by home id, for the provider's own people; empty ones where none was kept. Two queries for any number.

    Homes that are not confirmed as the user's own are left out.
    """
    own = Home.objects.own(by).confirmed().filter(pk__in=[home.pk for home in homes])
    stored = {location.pk: location for location in HomeLocation.private.filter(home__in=own)}
    return {home.pk: stored.get(home.pk) or HomeLocation(home=home) for home in own}


@transaction.atomic
def save_many(values: dict[Home, dict[str, str]], *, by: User) -> None:
    """Write whole locations of many confirmed homes at once. Raises PermissionDenied when one may not be edited."""
    editable_all([home.pk for home in values], by)  # locked: whose they are stays as it is until this is written
    rows = [HomeLocation(home=home, **location) for home, location in values.items()]
    fields = ["name", "address", "postcode", "telephone"]
    HomeLocation.private.bulk_create(
        rows, update_conflicts=True, unique_fields=["home"], update_fields=fields, batch_size=1000
    )


@transaction.atomic
def save(*, home: Home, by: User, **values: str) -> HomeLocation:
    """Write the name, address, postcode or telephone of a confirmed home. Raises PermissionDenied."""
    editable(home, by)  # locked, for the same reason
    location, _ = HomeLocation.private.update_or_create(home=home, defaults=values)
    return location


def revealing_words(provider: Provider, words: dict[str, str], addresses: Iterable[str] = ()) -> list[str]:
    """Which of some words about a provider, by name, tell what one of its homes is called or where it is.

    `addresses` are those that say where an office is. Homes that ended count: children may live there still. What is
    kept of a home is compared here and given to nobody, nor which home it is. So does its number on the register, which
    leads to it.
    """
    rows = HomeLocation.private.filter(home__provider=provider).order_by("pk")
    places = [*rows.values("name", "address", "postcode", "telephone"), *_numbers(provider)]
    return [
        name
        for name, text in words.items()
        if text and any(tells(text, **place, is_address=name in addresses) for place in places)
    ]


def _numbers(provider: Provider) -> list[dict[str, str]]:
    """The registration numbers of its homes: what is known of one of which nothing else is kept."""
    nothing = dict.fromkeys(("name", "address", "postcode", "telephone"), "")
    urns = Home.objects.had().filter(provider=provider).values_list("registration__number", flat=True)
    return [nothing | {"urn": urn} for urn in urns]


def own_history(*, home: Home, by: User) -> list[Entry]:
    """Who changed the location and when, for the provider's own people; empty for anyone else."""
    location = HomeLocation.private.filter(pk=home.pk).first() if is_own(home, by) else None
    return history_of(location) if location else []
