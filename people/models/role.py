from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.signing import Signer
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from history import track
from people.access import ROLES, Permission, RoleDefinition, Side, can, providers_with, roles_allowing
from people.links import key_in, link_to

PROVIDER_SIDE = [role.name for role in ROLES.values() if role.side == Side.PROVIDER]


class RoleQuerySet(models.QuerySet):
    def current(self, on=None):
        """Roles in force on a date (default: today in London)."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def owners(self):
        """Those of providers' owners, in force today."""
        return self.current().filter(name="owner")

    def of_staff(self):
        return self.filter(name__in=[role.name for role in ROLES.values() if role.side == Side.STAFF])

    def allowing(self, permission: Permission):
        """Roles that allow something, whoever they are for."""
        return self.filter(name__in=roles_allowing(permission))

    def editable_by(self, user):
        """Roles that the user may end: those of their own providers, or the association's for who manages them."""
        mine = Q(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))
        return self.filter(mine | Q(provider=None) if can(user, Permission.ROLE_MANAGE) else mine)


@track()
class Role(models.Model):
    """What a user may do, for whom, from when to when. Ended, never rewritten: who was owner on a date stays known."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    # Found by the index `role_of_provider`, which also holds what lists ask of the roles of many providers.
    provider = models.ForeignKey(
        "people.Provider", models.CASCADE, null=True, blank=True, related_name="roles", db_index=False
    )
    name = models.CharField(max_length=30, choices=[(role.name, role.label) for role in ROLES.values()])
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)  # the first day without the role
    # As an owner of the parent, as long as the provider lets those run its account: see `people.groups`.
    through_parent = models.BooleanField(default=False, db_default=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["provider", "name", "pk"]
        indexes = [
            models.Index(fields=["provider"], include=["user", "name", "starts_on", "ends_on"], name="role_of_provider")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__in=PROVIDER_SIDE, provider__isnull=False)
                | (~Q(name__in=PROVIDER_SIDE) & Q(provider__isnull=True)),
                name="role_provider_side_has_provider",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="role_ends_after_start"),
            models.UniqueConstraint(
                fields=["user", "provider", "name"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                name="role_open_once",
            ),
        ]

    def __str__(self):
        return f"{self.definition.label}, {self.provider}" if self.provider else self.definition.label

    @property
    def is_current(self) -> bool:
        """Whether it is in force today, in London."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on > today)

    @property
    def definition(self) -> RoleDefinition:
        return ROLES[self.name]


# An invitation to a role of the association's that somebody asked for themselves.
OWN_ROLE = Q(user=F("invited_by"), provider=None)
SIGNER = Signer(salt="people.invitation", sep=".")


INVITATION_LASTS = timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        """Not accepted yet, and not too old."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def acceptable(self):
        """Pending, and not waiting for a second person."""
        return self.pending().exclude(OWN_ROLE, confirmed_at=None)

    def waiting_for_second(self):
        """Pending, for a role that somebody asked for themselves and that nobody else has confirmed yet."""
        return self.pending().filter(OWN_ROLE, confirmed_at=None)

    def of_token(self, token: str):
        """The one whose link has this token."""
        key = key_in(token, SIGNER)
        return self.filter(key=key) if key else self.none()

    def editable_by(self, user):
        """Invitations that the user may withdraw: to their own providers, or to the association's own roles."""
        mine = Q(provider__in=providers_with(user, Permission.PROVIDER_MANAGE))
        return self.filter(mine | Q(provider=None) if can(user, Permission.ROLE_MANAGE) else mine)


@track(exclude=["key"])
class Invitation(models.Model):
    """An address asked to take a role; whoever has no account gets one by accepting, not before.

    The link is made of `key`, signed by `SECRET_KEY`: it can be sent again, and a copy of the database opens none.
    Who asks for a role of the association's own for themselves gets no mail until a second person confirmed it.
    """

    email = models.EmailField(max_length=254)  # where the mail went; the person may have another address by now
    # Whose account the address was of when they were invited; once accepted, who took the role.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    provider = models.ForeignKey("people.Provider", models.CASCADE, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=30, choices=[(role.name, role.label) for role in ROLES.values()])
    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()
    is_new = True  # whether `invite` made it just now, or renewed it

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "provider", "role"],
                condition=Q(accepted_at=None),
                nulls_distinct=False,
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None)
                | Q(invited_by=None)
                | ~Q(user=F("invited_by"))
                | Q(provider__isnull=False)
                | Q(confirmed_at__isnull=False),
                name="invitation_own_role_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("invited_by")) & ~Q(confirmed_by=F("user"))),
                name="invitation_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.definition.label}"

    @property
    def definition(self) -> RoleDefinition:
        return ROLES[self.role]

    @property
    def link(self) -> str:
        """What the mail leads to: a key to the role, the same however often it is sent."""
        return link_to("people:invitation_accept", SIGNER.sign(self.key.hex))

    @property
    def sent_at(self) -> datetime:
        """When its mail went out last: sent again, it lasts anew."""
        return self.expires_at - INVITATION_LASTS

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def waits_for_second(self) -> bool:
        """Whether it is a role that somebody asked for themselves and nobody else has confirmed yet."""
        own = self.provider_id is None and self.user_id is not None and self.invited_by_id == self.user_id
        return own and self.confirmed_at is None
