"""A provider lets its parent's owners run its account, and ends that. They have real roles there: one rule for access.

Who becomes or ceases to be an owner of the parent is followed in the same transaction, down to the lowest subsidiary.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver

from history import audit_reason
from people.access import Permission, check
from people.actions import end_role, give_role, owners_changed
from people.association import association
from people.links import link_to
from people.models import Provider, Role, SecurityEvent, User
from people.owners import write_to_owners
from people.security import record


@transaction.atomic
def let_parent_run(*, provider: Provider, by: User) -> None:
    """Make the parent's owners owners here too; they are told. Twice changes nothing.

    Raises PermissionDenied, and ValidationError for a provider without a parent.
    """
    provider = _locked(provider, by)
    if provider.parent is None:
        raise ValidationError(f"No parent of {provider} is kept here. Our membership staff can add it.")
    if provider.run_by_parent:
        return
    _set(provider, True, by)
    text = (
        f"{by} lets the owners of {provider.parent} run the account of {provider} on the portal of the "
        f"{association().name}: you see and do there what its own owners do, and get their mail.\n\n"
        f"{link_to('people:provider_detail', provider.pk)}"
    )
    subject = f"You may run the account of {provider}"
    write_to_owners(provider.parent, cause=f"group:{provider.pk}", subject=subject, text=text)


@transaction.atomic
def stop_parent(*, provider: Provider, by: User) -> None:
    """End that. Raises PermissionDenied, and ValidationError where no owner of the provider's own would be left."""
    provider = _locked(provider, by)
    if not provider.run_by_parent:
        return
    if not provider.roles.owners().filter(through_parent=False).exists():
        raise ValidationError(f"Nobody else is an owner of {provider}. Invite one first, who joins.")
    _set(provider, False, by)


def _locked(provider: Provider, by: User) -> Provider:
    check(by, Permission.PROVIDER_MANAGE, provider)
    return Provider.objects.select_for_update(of=("self",)).select_related("parent").get(pk=provider.pk)


def _set(provider: Provider, run_by_parent: bool, by: User) -> None:
    provider.run_by_parent = run_by_parent
    words = "is run by its parent’s owners" if run_by_parent else "is no longer run by its parent’s owners"
    with audit_reason(f"{provider} {words}"):
        provider.save(update_fields=["run_by_parent"])
    record(SecurityEvent.Kind.RULE_CHANGED, user=by, subject=f"Provider {provider.pk} {words}")
    align(provider)


@receiver(owners_changed)
def follow(sender, provider: Provider, **kwargs) -> None:
    """After an owner came or went: here and in what the provider is the parent of."""
    for each in Provider.objects.filter(pk=provider.pk) | provider.subsidiaries.filter(run_by_parent=True):
        align(each)


def align(provider: Provider) -> None:
    """Give and end the roles that the parent's owners have here, so that they are what the provider says."""
    wanted = set()
    if provider.run_by_parent:
        wanted = set(Role.objects.owners().filter(provider=provider.parent).values_list("user", flat=True))
    owners = {role.user_id: role for role in provider.roles.owners().select_related("user", "provider")}
    for user in User.objects.filter(pk__in=wanted - owners.keys()).order_by("pk"):
        reason = f"Owner of {provider.parent}, which runs it"
        give_role(user=user, role="owner", provider=provider, reason=reason, through_parent=True)
    for user, role in owners.items():
        if role.through_parent and user not in wanted:
            end_role(role=role, reason="Its parent’s owners run it no longer, or this is none of them")
