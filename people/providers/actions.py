"""What is done to a provider: made, changed, given its first owner."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, can, check
from people.actions import invite
from people.models import Invitation, Provider, Role, User

# What a provider's own people may change; what a register or a contract holds is the association's to change.
OWN = {"trading_name", "telephone"}


@transaction.atomic
def create_provider(*, by: User, owner_email: str, **facts) -> Provider:
    """Keep a new provider and invite its first owner. Raises PermissionDenied, and ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider = Provider(**facts)
    _save(provider)
    invite_owner(provider=provider, email=owner_email, by=by)
    return provider


@transaction.atomic
def change_provider(*, provider: Provider, by: User, **facts) -> Provider:
    """Change what is kept of a provider: staff all of it, an owner what is theirs.

    Raises PermissionDenied, and ValidationError.
    """
    if not can(by, Permission.MEMBERSHIP_MANAGE):
        check(by, Permission.PROVIDER_MANAGE, provider)
        facts = {name: value for name, value in facts.items() if name in OWN}
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    for name, value in facts.items():
        setattr(provider, name, value)
    _save(provider)
    return provider


@transaction.atomic
def invite_owner(*, provider: Provider, email: str, by: User) -> Invitation:
    """Invite the owner of a provider that has none; an invitation that was sent to another address is void.

    Raises PermissionDenied, and ValidationError where there is an owner: they invite the next one.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    Provider.objects.select_for_update().get(pk=provider.pk)
    if Role.objects.owners().filter(provider=provider).exists():
        raise ValidationError(f"{provider} has an owner, who invites everyone else.")
    others = Invitation.objects.filter(provider=provider, role="owner", accepted_at=None)
    others.exclude(email=email.strip().lower()).delete()
    return invite(email=email, role="owner", provider=provider, by=by)


def _save(provider: Provider) -> None:
    """Raises ValidationError for a number that another provider has, or a parent below it."""
    provider.validate_constraints()
    above, seen = provider.parent, {provider.pk}
    while above:
        if above.pk in seen:
            raise ValidationError({"parent": f"{provider.parent} belongs to {provider}, so it cannot be its parent."})
        seen.add(above.pk)
        above = above.parent
    provider.save()
