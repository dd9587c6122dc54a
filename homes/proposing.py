"""What a new list says of our providers' homes is put before those whom it concerns."""

from collections import Counter

from django.db.models import QuerySet

from homes import emails
from homes.models import Home, RegisterProposal
from homes.models.proposal import FOR_STAFF
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.models import Provider, Role
from people.outbox_checks import numbers
from register.comparison import compare, list_before
from register.models import RegisterFile


def propose_changes(file: RegisterFile) -> int:
    """Make proposals from the newest list and the one before; gives how many. Any other list makes none.

    What was decided on another edition of the list is not asked again, and what is open there falls away.
    """
    before = list_before(file)
    if before is None or not RegisterFile.objects.current().filter(pk=file.pk).exists():
        return 0
    editions = RegisterProposal.objects.filter(file__kind=file.kind, file__as_at=file.as_at, file__withdrawn_at=None)
    editions.open().delete()
    decided = set(editions.values_list("home", "kind", "after"))
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


def withdraw_proposals(file: RegisterFile) -> None:
    """What nobody decided yet of a list that was taken back falls away, and owners who had a mail of it are told.

    A mail that still waits finds nothing open and is not sent. An earlier edition that is the newest list again makes
    its proposals.
    """
    file.proposals.open().delete()
    for message in mails_of(file).exclude(sent_at=None).select_related("user"):
        provider = Provider.objects.get(pk=numbers(message)[1])
        key = f"register-withdrawn:{file.pk}:{provider.pk}:{message.user_id}:{file.withdrawn_at:%Y%m%dT%H%M%S%f}"
        queue_email(key=key, user=message.user, **emails.register_withdrawn(file.as_at, provider))
    for edition in RegisterFile.objects.current().filter(as_at=file.as_at):
        propose_changes(edition)


def mails_of(file: RegisterFile) -> QuerySet[OutboxMessage]:
    """Mails to owners that a list caused, sent or not."""
    return OutboxMessage.objects.filter(key__startswith=f"register-changes:{file.pk}:")


def _tell_owners(file: RegisterFile, homes: list[int]) -> None:
    """One mail to each owner of a provider, which says of how many homes and nothing of which."""
    counts = Counter(Home.objects.filter(pk__in=homes).values_list("provider", flat=True))
    for role in Role.objects.owners().filter(provider__in=counts).select_related("user", "provider"):
        key = f"register-changes:{file.pk}:{role.provider_id}:{role.user_id}:{file.released_at:%Y%m%dT%H%M%S%f}"
        queue_email(
            key=key, user=role.user, **emails.register_changed(file.as_at, role.provider, counts[role.provider_id])
        )
