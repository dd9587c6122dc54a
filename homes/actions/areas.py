"""A provider's areas: some of its homes under a name, and who manages them together."""

from django.core.exceptions import ValidationError
from django.db import transaction

from homes.models import Area
from people.access import Permission, check
from people.models import User


@transaction.atomic
def save_area(*, area: Area, by: User) -> Area:
    """Keep a new or changed area. Raises PermissionDenied; ValidationError for a manager who is none of its people."""
    check(by, Permission.PROVIDER_MANAGE, area.provider)
    if area.manager and not area.manager.roles.current().filter(provider=area.provider).exists():
        raise ValidationError({"manager": f"{area.manager} has no role at {area.provider}. Invite them first."})
    area.save()
    return area


@transaction.atomic
def delete_area(*, area: Area, by: User) -> None:
    """Take an area away; its homes stay as they are, in none. Raises PermissionDenied."""
    check(by, Permission.PROVIDER_MANAGE, area.provider)
    area.delete()
