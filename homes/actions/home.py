"""What a provider's own people do to their homes."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from homes import locations
from homes.aliases import check_alias
from homes.locks import editable
from homes.models import Home, HomeGrant
from people.access import Permission, check
from people.models import Role, User


@transaction.atomic
def describe(*, home: Home, by: User, alias: str, location: dict[str, str]) -> Home:
    """Keep a confirmed home's alias and its private location.

    Raises PermissionDenied; ValidationError when the alias tells something of the location.
    """
    home = editable(home, by)
    check_alias(alias, location)
    locations.save(home=home, by=by, **location)
    home.alias = alias
    home.save()
    return home


@transaction.atomic
def give_homes(*, role: Role, homes: list[Home], by: User) -> None:
    """Let a limited role see and edit exactly these homes of its provider; what it was given of those that ended stays.

    Raises PermissionDenied.
    """
    check(by, Permission.PROVIDER_MANAGE, role.provider)
    if any(home.provider_id != role.provider_id or home.state != Home.State.CONFIRMED for home in homes):
        raise PermissionDenied
    role.homes.filter(home__state=Home.State.CONFIRMED).exclude(home__in=homes).delete()
    for home in homes:
        HomeGrant.objects.get_or_create(role=role, home=home)
