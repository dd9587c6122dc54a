"""Where a provider stands in the directories, and what keeps it out: for its owners and for membership staff."""

from dataclasses import dataclass

from members.directory.actions import may_write
from members.directory.checking import revealing_facts
from members.directory.listed import FOR_EVERYONE, FOR_MEMBERS
from members.membership import status_of, with_membership
from members.models import DirectoryCheck, DirectoryEntry
from members.models.directory import waiting
from members.status import FULL_ACCESS
from people.access import Permission, can
from people.models import Provider, User


@dataclass(frozen=True)
class EntryState:
    """`revealing`, and the words while they tell of a home, are for who may know what its homes are called; others are
    told only that it `is_held`."""

    entry: DirectoryEntry
    is_member: bool
    is_waiting: bool  # for a check
    is_held: bool
    revealing: list[str]
    is_legal_name: bool  # that reveals it: what an owner cannot change here
    may_read: bool
    may_write: bool
    among_members: bool  # shown there now
    in_public: bool


def state_of(provider: Provider, reader: User) -> EntryState:
    """The caller must have checked that the reader may see where it stands. Seven queries at most."""
    entry = DirectoryEntry.objects.filter(provider=provider).first() or DirectoryEntry(provider=provider)
    this = Provider.objects.filter(pk=provider.pk)
    found = DirectoryCheck.objects.filter(provider=provider).first()
    is_waiting = found is None or this.filter(waiting()).exists()
    is_own = can(reader, Permission.PROVIDER_MANAGE, provider)
    return EntryState(
        entry=entry,
        is_member=status_of(with_membership(this).get()) in FULL_ACCESS,
        is_waiting=is_waiting,
        is_held=bool(found and not found.is_clear and not is_waiting),
        revealing=revealing_facts(found) if is_own else [],
        is_legal_name=is_own and bool(found and "legal_name" in found.facts),
        may_write=may_write(reader, provider),
        may_read=is_own or bool(found and found.is_clear and not is_waiting),
        among_members=FOR_MEMBERS.providers().filter(pk=provider.pk).exists(),
        in_public=FOR_EVERYONE.providers().filter(pk=provider.pk).exists(),
    )


def entry_to_edit(provider: Provider, reader: User) -> DirectoryEntry | None:
    """The entry, or a new one where there is none; None while the reader may not read its words."""
    rows = DirectoryEntry.objects.filter(provider=provider)
    entry = rows.visible_to(reader).first()
    return entry if entry or rows.exists() else DirectoryEntry(provider=provider)
