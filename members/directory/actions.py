"""What is done to a provider's entry: owners write it and let it be shown, the association takes it out and back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homes.models import Home
from members.directory import emails
from members.directory.checking import check as check_entry
from members.directory.checking import check_words
from members.models import DirectoryEntry
from people.access import Permission, can, check
from people.models import Provider, User


def may_edit(user: User, provider: Provider) -> bool:
    """An owner, and membership staff, who take it out and put it back."""
    return can(user, Permission.PROVIDER_MANAGE, provider) or can(user, Permission.MEMBERSHIP_MANAGE)


def may_write(user: User, provider: Provider) -> bool:
    """An owner, and of one that never had a home membership staff.

    Of any other, whatever was done with words that tell of a home would answer staff who guess at its name.
    """
    if can(user, Permission.PROVIDER_MANAGE, provider):
        return True
    return can(user, Permission.MEMBERSHIP_MANAGE) and not Home.objects.had().filter(provider=provider).exists()


@transaction.atomic
def write_entry(*, provider: Provider, by: User, **words) -> DirectoryEntry:
    """Keep what a provider says of itself.

    Raises PermissionDenied; ValidationError, for an owner beside each word that tells of one of their homes.
    """
    if not may_write(by, provider):
        raise PermissionDenied
    check_words(provider, words)
    return _save(_locked(provider), **words)


@transaction.atomic
def choose(*, provider: Provider, by: User, **shown: bool) -> DirectoryEntry:
    """Stand in a directory, `for_members` or `for_public`, or leave it: an owner's choice, and nobody else's.

    Raises PermissionDenied, ValidationError.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    return _save(_locked(provider), **shown)


@transaction.atomic
def take_out(*, provider: Provider, by: User, reason: str) -> DirectoryEntry:
    """Take a provider out of both directories, and tell its owners why. Raises PermissionDenied, ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    about = {"taken_out_at": timezone.now(), "taken_out_by": by, "why_taken_out": reason.strip()}
    entry = _save(_locked(provider), **about)
    emails.tell_taken_out(entry)
    return entry


@transaction.atomic
def put_back(*, provider: Provider, by: User) -> DirectoryEntry:
    """Let a provider stand where its owners chose, and tell them. Raises PermissionDenied, ValidationError."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    entry = _locked(provider)
    if entry.taken_out_at:
        entry = _save(entry, taken_out_at=None, taken_out_by=None, why_taken_out="")
        emails.tell_put_back(entry)
    return entry


def _locked(provider: Provider) -> DirectoryEntry:
    provider.check_unmerged()
    DirectoryEntry.objects.bulk_create([DirectoryEntry(provider=provider)], ignore_conflicts=True)
    return DirectoryEntry.objects.select_for_update(of=("self",)).select_related("provider").get(provider=provider)


def _save(entry: DirectoryEntry, **values) -> DirectoryEntry:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.validate_constraints()
    entry.save()
    check_entry(entry.provider)  # so that who saved it sees at once what came of it
    return entry
