"""Who gets a provider's invoices: its people who see them, and those who are invited to."""

from people.access import Permission, roles_allowing
from people.models import Invitation, Provider, Role


def who_gets_invoices(provider: Provider) -> list[Role]:
    """The current roles of those who see a provider's invoices, each with its user: one mail a person."""
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_OWN).filter(provider=provider)
    return list({role.user_id: role for role in roles.select_related("user")}.values())


def who_is_invited(provider: Provider):
    """Invitations to such roles that can still be accepted: a new member's first invoice goes there too."""
    return (
        Invitation.objects.acceptable()
        .filter(provider=provider, role__in=roles_allowing(Permission.MEMBERSHIP_OWN))
        .order_by("pk")
    )
