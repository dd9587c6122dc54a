"""What is done to contacts: kept, changed, invited, forgotten."""

from django.core.exceptions import ValidationError
from django.db import transaction

from members.models import Contact
from people.access import Permission, check
from people.models import Invitation, Provider, User
from people.providers.actions import invite_for_provider

NO_ADDRESS = "No e-mail address is kept of them. Write one first."
SHARED = "{name} has this address too, and an account is one person’s. Write an address of their own first."


@transaction.atomic
def keep_contact(*, provider: Provider, by: User, **facts) -> Contact:
    """Keep somebody at a provider. Nothing is sent to them. Raises PermissionDenied, ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider.check_unmerged()
    contact = Contact(provider=provider, **facts)
    contact.validate_constraints()
    contact.save()
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, by: User, **facts) -> Contact:
    """Correct what is kept of somebody. Raises PermissionDenied, ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.validate_constraints()
    contact.save()
    return contact


@transaction.atomic
def invite_contact(*, contact: Contact, by: User) -> Invitation:
    """Ask somebody to join. Raises PermissionDenied; ValidationError without an address of their own, and where there
    is an owner, who invites everyone.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    contact = Contact.objects.select_for_update(of=("self",)).select_related("provider").get(pk=contact.pk)
    if not contact.email:
        raise ValidationError(NO_ADDRESS)
    others = Contact.objects.filter(provider=contact.provider, email=contact.email).exclude(invitation=None)
    if other := others.exclude(pk=contact.pk).first():
        raise ValidationError(SHARED.format(name=other))
    contact.invitation = invite_for_provider(provider=contact.provider, email=contact.email, role=contact.role, by=by)
    contact.save()
    return contact.invitation


def forget_contact(*, contact: Contact, by: User) -> None:
    """Keep somebody no longer; an invitation that they have stays. Raises PermissionDenied."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    contact.delete()
