"""What becomes of each row that points at a provider which is merged into another.

A test holds the two tables against `relations_to(Provider)`: a new relation that nobody decided about fails it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chaportal.merging.relation import Relation, relations
from homes.models import Home
from people.models import AccessAnswer, Invitation, Provider, Role

# Rows that go on as the survivor's, in the order in which they are told.
MOVES = [
    *("homes.Home.provider", "homes.Area.provider", "duties.Duty.provider", "register.OwnerName.provider"),
    *("people.Role.provider", "people.Invitation.provider", "people.AccessAnswer.provider", "members.Contact.provider"),
    *("members.Application.provider", "members.Note.provider", "policy.Submission.provider"),
    *("people.Provider.parent", "people.Provider.merged_into"),
]
# Rows that stay, and why.
STAYS = {
    "members.Term.provider": "A term is frozen: what was agreed under a name stays under it, and is read from both.",
    "members.Invoice.provider": "An invoice is never changed: it is read from both.",
    "members.DirectoryEntry.provider": "What its owners said under its name; the survivor's owners say theirs.",
    "members.DirectoryCheck.provider": "What came of a check of that entry.",
    "people.UncheckedWrite.provider": "That a check of it is due.",
    "members.Payment.provider": "A payment is never changed: it is read from both.",
    "members.Declaration.provider": "Somebody's word for an organisation under its name of then is never changed.",
    "members.Leaving.provider": "Why a membership ended stays with its terms.",
    "members.Renewal.provider": "What a run found of it then.",
    "members.ImportedProvider.provider": "That a sheet brought it.",
    "homes.HomeSheet.provider": "A sheet of its people, deleted within a week.",
    "duties.DutySharing.provider": "An owner shared these homes; nobody shared the survivor's.",
    "people.ProviderMerge.gone": "The record of merges.",
    "people.ProviderMerge.survivor": "The record of merges.",
}


def moving() -> list[Relation]:
    return relations(MOVES, NARROWED)


def _roles(rows: QuerySet, survivor: Provider) -> QuerySet:
    """Those in force. Who has the same one there keeps that, and this one ends: see `merge`."""
    in_force = Q(ends_on=None) | Q(ends_on__gt=timezone.localdate())
    return rows.filter(in_force).exclude(pk__in=same_roles(rows, survivor))


def same_roles(rows: QuerySet, survivor: Provider) -> QuerySet:
    """Of roles, those of people who have the same one for the survivor."""
    there = Role.objects.filter(provider=survivor, user=OuterRef("user"), name=OuterRef("name"), ends_on=None)
    return rows.filter(Exists(there), ends_on=None)


def _invitations(rows: QuerySet, survivor: Provider) -> QuerySet:
    return rows.filter(accepted_at=None).exclude(pk__in=same_invitations(rows, survivor))


def same_invitations(rows: QuerySet, survivor: Provider) -> QuerySet:
    """Of open invitations, those that somebody has for the survivor too."""
    there = Invitation.objects.filter(
        provider=survivor, email=OuterRef("email"), role=OuterRef("role"), accepted_at=None
    )
    return rows.filter(Exists(there), accepted_at=None)


def _answers(rows: QuerySet, survivor: Provider) -> QuerySet:
    there = AccessAnswer.objects.filter(provider=survivor, request=OuterRef("request"))
    return rows.filter(~Exists(there))


NARROWED = {Role: _roles, Invitation: _invitations, AccessAnswer: _answers}


def homes_of(provider: Provider) -> QuerySet[Home]:
    return Home.objects.filter(provider=provider).had_or_asked_for()
