"""What a new list says of our providers' homes is put before those whom it concerns."""

from collections import Counter

from homes import emails
from homes.models import Home, RegisterProposal
from homes.models.proposal import FOR_STAFF
from outbox.actions import queue_email
from people.models import Role
from register.comparison import compare, list_before
from register.models import RegisterFile


def propose_changes(file: RegisterFile) -> int:
    """Make proposals from the newest list and the one before; gives how many. Any other list makes none.

    What was decided on an earlier edition of the list is not asked again, and what is open there falls away.
    """
    before = list_before(file)
    if before is None or not RegisterFile.objects.current().filter(pk=file.pk).exists():
        return 0
    replaced = RegisterProposal.objects.filter(file__superseded_by=file)
    replaced.open().delete()
    decided = set(replaced.values_list("home", "kind", "after"))
    homes = dict(Home.objects.confirmed().values_list("registration", "pk"))
    made = RegisterProposal.objects.bulk_create(
        RegisterProposal(
            file=file, home_id=homes[each.registration], kind=each.kind, before=each.before, after=each.after
        )
        for each in compare(before, file)
        if each.registration in homes and (homes[each.registration], each.kind, each.after) not in decided
    )
    _tell_owners(file, [proposal.home_id for proposal in made if proposal.kind not in FOR_STAFF])
    return len(made)


def _tell_owners(file: RegisterFile, homes: list[int]) -> None:
    """One mail to each owner of a provider, which says of how many homes and nothing of which."""
    counts = Counter(Home.objects.filter(pk__in=homes).values_list("provider", flat=True))
    for role in Role.objects.current().filter(provider__in=counts, name="owner").select_related("user", "provider"):
        key = f"register-changes:{file.pk}:{role.provider_id}:{role.user_id}"
        queue_email(
            key=key, user=role.user, **emails.register_changed(file.as_at, role.provider, counts[role.provider_id])
        )
