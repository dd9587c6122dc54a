"""What is done to a provider: made, changed, given its first owner."""

from django.core.exceptions import ValidationError
from django.db import transaction

from outbox.actions import queue_email
from people.access import ROLES, Permission, can, check
from people.actions import invite
from people.association import association
from people.groups.actions import align
from people.models import Invitation, Provider, Role, User
from people.providers.kinds import check_sector

# What a provider's own people may change; what a register or a contract holds is the association's to change.
OWN = {"trading_name", "telephone"}


@transaction.atomic
def create_provider(*, by: User, owner_email: str, **facts) -> Provider:
    """Keep a new provider and invite its first owner. Raises PermissionDenied, and ValidationError."""
    provider = keep_provider(by=by, **facts)
    invite_owner(provider=provider, email=owner_email, by=by)
    return provider


@transaction.atomic
def keep_provider(*, by: User, **facts) -> Provider:
    """Keep a new provider, whose people the caller invites. Raises PermissionDenied, and ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider = Provider(**facts)
    check_sector(provider.member_kind, provider.sector)
    _save(provider)
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
    provider.check_unmerged()
    was_below = provider.parent_id
    for name, value in facts.items():
        setattr(provider, name, value)
    if facts.keys() & {"member_kind", "sector"}:
        check_sector(provider.member_kind, provider.sector)
    if provider.parent_id != was_below:  # what its owners said, they said of another parent
        provider.run_by_parent = False
    _save(provider)
    align(provider)
    return provider


@transaction.atomic
def invite_owner(*, provider: Provider, email: str, by: User) -> Invitation:
    """Invite the owner of a provider that has none; an invitation that was sent to another address is void.

    Everyone else who has a role there is told by mail: they know best whether this is the right person.
    Raises PermissionDenied, and ValidationError where there is an owner: they invite the next one.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    others = Invitation.objects.filter(provider=provider, role="owner", accepted_at=None)
    _check_ownerless(provider)
    others.exclude(email=email.strip().lower()).delete()
    return invite_for_provider(provider=provider, email=email, role="owner", by=by)


@transaction.atomic
def invite_for_provider(*, provider: Provider, email: str, role: str, by: User) -> Invitation:
    """Invite somebody to a provider that has no owner who would. Where they are to be one, its people are told.

    Raises PermissionDenied, and ValidationError where there is an owner, or they have the role.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    _check_ownerless(provider)
    invitation = invite(email=email, role=role, provider=provider, by=by)
    if role == "owner":
        _tell_its_people(invitation, by)
    return invitation


def invite_again(*, invitation: Invitation, by: User) -> Invitation:
    """Send once more what somebody was invited to, also when it is too old: the link stays the same, and is renewed.

    Raises PermissionDenied; ValidationError where there is an owner, who does that, and once it was accepted.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).exists():
        raise ValidationError(f"{invitation.email} has accepted it, or it was withdrawn. Look at what stands now.")
    facts = {"provider": invitation.provider, "email": invitation.email, "role": invitation.role}
    return invite_for_provider(**facts, by=by)


def _check_ownerless(provider: Provider) -> None:
    """Locks the provider: nobody becomes its owner meanwhile."""
    Provider.objects.select_for_update().get(pk=provider.pk).check_unmerged()
    if Role.objects.owners().filter(provider=provider).exists():
        raise ValidationError(f"{provider} has an owner, who invites everyone else.")


def _tell_its_people(invitation: Invitation, by: User) -> None:
    """Once for each address that is invited: to send the invitation again is nothing new to them."""
    ours, provider = association(), invitation.provider
    text = (
        f"{by} of the {ours.name} has invited {invitation.email} to be the owner of {provider}, which has none now.\n\n"
        f"{ROLES['owner'].sentence}\n\n"
        f"If this is not the right person, {ours.ring_us()}: the invitation is then withdrawn. You need do nothing "
        "else."
    )
    people = User.objects.filter(is_active=True, roles__in=provider.roles.current()).exclude(pk=invitation.user_id)
    for user in people.distinct().order_by("pk"):
        key, subject = f"owner-invited:{invitation.pk}:{user.pk}", f"Who is to be the owner of {provider}"
        queue_email(key=key, user=user, subject=subject, text=text)


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
