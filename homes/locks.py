"""Homes as actions take them: for who may edit them, and locked until the transaction ends."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from homes.models import Home
from people.models import User


def check_may_edit(home: Home, by: User) -> None:
    """Raise PermissionDenied unless the user may edit the home now."""
    if not Home.objects.editable_by(by).filter(pk=home.pk).exists():
        raise PermissionDenied


def editable(home: Home, by: User) -> Home:
    """The home, locked. Raises PermissionDenied unless the user may edit it."""
    found = Home.objects.editable_by(by).select_for_update(of=("self",)).filter(pk=home.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def locked(home: Home) -> Home:
    """The home as it is now, locked, with its registration and provider, for whoever has checked the permission."""
    return Home.objects.select_for_update(of=("self",)).select_related("registration", "provider").get(pk=home.pk)


def editable_all(keys: Collection[int], by: User) -> list[Home]:
    """These homes, locked in the order of their keys. Raises PermissionDenied unless the user may edit each of them."""
    homes = Home.objects.editable_by(by).filter(pk__in=keys).select_related("registration")
    found = list(homes.order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(keys):
        raise PermissionDenied
    return found
