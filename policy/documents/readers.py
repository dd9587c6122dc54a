"""Papers under lock: who may be named as a reader of what its publisher shared with us before publishing it."""

from django.db.models import Exists, OuterRef, QuerySet

from people.access import ROLES, Permission, Side
from people.models import Role, User
from policy.models.body import DESK

# What any of the association's people may do: one permission of each role that can hold a reader.
COLLEAGUES = (
    *(Permission.PRESS_DESK, Permission.MEMBERSHIP_MANAGE, Permission.SECURITY_VIEW, Permission.TEXT_PUBLISH_URGENT),
    *DESK,
)


def may_be_named() -> QuerySet[User]:
    """The association's own people who do not see every paper anyway, by name."""
    names = [role.name for role in ROLES.values() if role.side == Side.STAFF and not role.permissions & {*DESK}]
    held = Role.objects.current().filter(user=OuterRef("pk"))
    desk = held.filter(name__in=[role.name for role in ROLES.values() if role.permissions & {*DESK}])
    return User.objects.filter(Exists(held.filter(name__in=names)), ~Exists(desk), is_active=True).order_by(
        "name", "pk"
    )
