"""Whether a mail that waited in the outbox is still true. Each gives the reason to drop it, or nothing."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from outbox.models import OutboxMessage
from people.access import Permission
from people.models import (
    AccessAnswer,
    AccessRequest,
    Complaint,
    ComplaintStep,
    Erasure,
    Invitation,
    ProviderMerge,
    Role,
    UserMerge,
)

NOT_OWNER = "No longer an owner."
TAKEN_BACK = "It was taken back."
LINK_LASTS = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
CODE_LASTS = timedelta(seconds=settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT)


def numbers(message: OutboxMessage) -> list[int]:
    """The ids in a message's key: `renewal-reminder:42:7` gives 42 and 7."""
    return [int(part) for part in message.key.split(":")[1:] if part.isdigit()]


def invitation(message: OutboxMessage) -> str:
    """Of an invitation that was accepted, withdrawn or replaced, or is too old."""
    pk = numbers(message)[0]
    return "" if Invitation.objects.pending().filter(pk=pk).exists() else "The invitation is used or void."


def owner_invited(message: OutboxMessage) -> str:
    """Of an owner whom staff invited, when the invitation was withdrawn before anyone took it."""
    pk = numbers(message)[0]
    return "" if Invitation.objects.filter(pk=pk).exists() else "The invitation was withdrawn or declined."


def run_by_parent(message: OutboxMessage) -> str:
    """To a parent's owner, once the provider lets them run its account no longer."""
    provider, user = numbers(message)
    found = Role.objects.owners().filter(provider=provider, user=user, through_parent=True)
    return "" if found.exists() else NOT_OWNER


def own_role(message: OutboxMessage) -> str:
    """Of a role that a colleague asked for, when it does not wait for a second administrator any more."""
    found = Invitation.objects.pending().filter(pk=numbers(message)[0]).first()
    return "" if found and found.waits_for_second else "It does not wait any more."


def provider_merged(message: OutboxMessage) -> str:
    """Of two providers that became one, once that was taken back."""
    return "" if ProviderMerge.objects.in_force().filter(pk=numbers(message)[0]).exists() else TAKEN_BACK


def person_merged(message: OutboxMessage) -> str:
    """Of two accounts that became one, once that was taken back."""
    return "" if UserMerge.objects.in_force().filter(pk=numbers(message)[0]).exists() else TAKEN_BACK


def account(message: OutboxMessage) -> str:
    """Of an account's own mail, such as a link for a new password, when the link in it is too old."""
    return "" if message.created_at > timezone.now() - LINK_LASTS else "The link in it is too old."


def account_code(message: OutboxMessage) -> str:
    """Of a code to type in the window that waits for it, when it is good no more."""
    return "" if message.created_at > timezone.now() - CODE_LASTS else "The code in it is too old."


def access_request(message: OutboxMessage) -> str:
    """Of an address that was proven meanwhile, or whose request is forgotten."""
    waits = AccessRequest.objects.filter(pk=numbers(message)[0], proven_at=None)
    return "" if waits.exists() else "The address is proven, or nobody asks any more."


def access_asked(message: OutboxMessage) -> str:
    """Of somebody who asked to join, once they have an answer; and to who is no owner any more."""
    pk, owner = numbers(message)
    answer = AccessAnswer.objects.waiting().filter(pk=pk).first()
    if answer is None:
        return "It was answered."
    owners = Role.objects.owners().filter(user=owner, provider=answer.provider_id)
    return "" if owners.exists() else NOT_OWNER


def complaint_new(message: OutboxMessage) -> str:
    """Of a complaint that was answered, and to who has no role any more for which they were told."""
    pk, user = numbers(message)
    if not Complaint.objects.open().filter(pk=pk).exists():
        return "It was answered."
    return _no_role(user, Permission.COMPLAINT_ANSWER)


def erasure_asked(message: OutboxMessage) -> str:
    """Of an erasure that is settled, and to who has no role any more for which they were told."""
    pk, user = numbers(message)
    if not Erasure.objects.waiting().filter(pk=pk).exists():
        return "It is settled."
    return _no_role(user, Permission.PERSON_ERASE)


def _no_role(user: int, permission: Permission) -> str:
    roles = Role.objects.current().filter(user=user)
    roles = roles.allowing(permission) | roles.allowing(Permission.ROLE_MANAGE)
    return "" if roles.exists() else "The person has no role any more that gets it."


def complaint_outcome(message: OutboxMessage) -> str:
    """Of an outcome that was taken back since, because the complaint was opened again."""
    step = ComplaintStep.objects.select_related("complaint").filter(pk=numbers(message)[0]).first()
    if step is None:
        return "The complaint was deleted."
    later = step.complaint.steps.filter(pk__gt=step.pk, kind=ComplaintStep.Kind.REOPENED)
    return "The complaint was opened again." if later.exists() else ""
