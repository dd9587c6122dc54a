"""Somebody joins in a role that sees only the homes it is given: it gets the only one, or the owners are told."""

from django.db import transaction
from django.dispatch import receiver

from homes import emails
from homes.models import Home, HomeGrant
from people.access import LIMITED_ROLES
from people.actions import invitation_accepted
from people.models import Invitation, Role
from people.owners import write_to_owners


@receiver(invitation_accepted)
@transaction.atomic
def give_only_home(sender: type[Invitation], invitation: Invitation, **kwargs) -> None:
    """Give a limited role the home of a provider that has one; else tell the owners that homes are to be given."""
    if invitation.role not in LIMITED_ROLES:
        return
    facts = {"user": invitation.user, "name": invitation.role, "provider": invitation.provider}
    role = Role.objects.current().select_related("user", "provider").get(**facts)
    homes = list(Home.objects.confirmed().filter(provider=role.provider)[:2])
    if len(homes) == 1:
        HomeGrant.objects.get_or_create(role=role, home=homes[0])
    elif not role.homes.exists():
        write_to_owners(role.provider, cause=f"homes-to-give:{role.pk}", **emails.homes_to_give(role))
