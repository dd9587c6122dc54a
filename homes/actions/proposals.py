"""What a list says of a home is accepted or dismissed, once."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from homes.actions.moves import end_home
from homes.models import Home, RegisterProposal
from people.models import User
from register.actions.owner_names import match_owner
from register.lists.changes import ChangeKind
from register.lists.owners import owner_key
from register.models import OwnerName

State = RegisterProposal.State


@transaction.atomic
def accept_proposal(*, proposal: RegisterProposal, by: User) -> RegisterProposal:
    """Take what the list says for right: a home that has left the register ends, an owner's new name is its provider's.

    Raises ValidationError when it was decided already, or the name is another provider's; PermissionDenied.
    """
    proposal = _open(proposal, by)
    if proposal.kind == ChangeKind.CLOSED:
        _end(proposal, by)
    elif proposal.kind == ChangeKind.OWNER:
        _match(proposal, by)
    return _decide(proposal, State.ACCEPTED, by)


@transaction.atomic
def dismiss_proposal(*, proposal: RegisterProposal, by: User) -> RegisterProposal:
    """Leave things as they are. Raises ValidationError when it was decided already; PermissionDenied."""
    return _decide(_open(proposal, by), State.DISMISSED, by)


def _open(proposal: RegisterProposal, by: User) -> RegisterProposal:
    if not RegisterProposal.objects.editable_by(by).filter(pk=proposal.pk).exists():
        raise PermissionDenied
    locked = RegisterProposal.objects.select_for_update(of=("self",)).with_home().get(pk=proposal.pk)
    if locked.state != State.OPEN:
        raise ValidationError(f"This was {locked.get_state_display().lower()} already.")
    return locked


def _end(proposal: RegisterProposal, by: User) -> None:
    """The provider's home ends with the day of the list; one that began later ends the day it began."""
    home, file = proposal.home, proposal.file
    if home.state == Home.State.CONFIRMED:
        reason = f"The register as at {file.as_at} says: {proposal.after}"
        end_home(home=home, last_day=max(file.as_at, home.during.lower), by=by, reason=reason)


def _match(proposal: RegisterProposal, by: User) -> None:
    key, provider = owner_key(proposal.after), proposal.home.provider
    if not OwnerName.objects.filter(key=key, provider=provider).exists():
        match_owner(key=key, provider=provider, by=by)


def _decide(proposal: RegisterProposal, state: State, by: User) -> RegisterProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    return proposal
