"""Whether a mail about homes is still true, and still for whom it was written: see `people.outbox_checks`."""

from homes.models import Home, RegisterProposal
from outbox.models import OutboxMessage
from people.access import Permission, can
from people.models import Role
from people.outbox_checks import NOT_OWNER, numbers
from register.models import RegisterFile


def of_a_home(message: OutboxMessage) -> str:
    """To an owner who no longer is one, of a claim refused or a home that changed hands."""
    home = Home.objects.filter(pk=numbers(message)[0]).first()
    return "" if home and _owns(message, home.provider_id) else NOT_OWNER


def transfer_asked(message: OutboxMessage) -> str:
    """Of a claim that waits no longer; to staff who confirm no homes any more, or an owner who no longer has it."""
    home = Home.objects.claimed().filter(pk=numbers(message)[0]).select_related("registration").first()
    if home is None:
        return "It does not wait any more."
    held = home.registration.homes.confirmed().exclude(provider=home.provider_id).first()
    if can(message.user, Permission.HOME_CONFIRM):
        return ""
    return "" if held and _owns(message, held.provider_id) else NOT_OWNER


def homes_to_give(message: OutboxMessage) -> str:
    """Of somebody who has been given homes, or has left; or to an owner who no longer is one."""
    role = Role.objects.current().filter(pk=numbers(message)[0]).first()
    if role is None or role.homes.exists():
        return "They have homes, or have left."
    return "" if _owns(message, role.provider_id) else NOT_OWNER


def register_changed(message: OutboxMessage) -> str:
    """Of changes on the register that have all been decided, or to an owner who no longer is one."""
    file, provider, _ = numbers(message)
    if not _owns(message, provider):
        return NOT_OWNER
    waiting = RegisterProposal.objects.open().filter(file=file, home__provider=provider)
    return "" if waiting.exists() else "Everything in it has been decided."


def register_withdrawn(message: OutboxMessage) -> str:
    """Of a list that was released again since, or to an owner who no longer is one."""
    file, provider, _ = numbers(message)
    if not _owns(message, provider):
        return NOT_OWNER
    withdrawn = RegisterFile.objects.filter(pk=file).exclude(withdrawn_at=None)
    return "" if withdrawn.exists() else "The list is in use again."


def _owns(message: OutboxMessage, provider: int) -> bool:
    return Role.objects.owners().filter(user=message.user_id, provider=provider).exists()
