"""What owners are told of their entry. A mail never says what of it tells of a home: the portal does, after sign-in."""

from django.urls import reverse
from django.utils import timezone

from members.models import DirectoryEntry
from people.association import association
from people.links import absolute
from people.models import Provider
from people.owners import write_to_owners


def tell_taken_out(entry: DirectoryEntry) -> None:
    ours = association()
    text = (
        f"The {ours.name} has taken {entry} out of its directories, the members’ and the public one.\n\n"
        f"Why: {entry.why_taken_out}\n\n"
        f"To talk about it, {ours.ring_us()}. Your entry:\n{_link(entry.provider)}"
    )
    _write(entry.provider, "directory-out", f"{entry} is taken out of our directories", text)


def tell_put_back(entry: DirectoryEntry) -> None:
    text = (
        f"{entry} is no longer taken out of our directories: it stands again where you chose.\n\n"
        f"Your entry:\n{_link(entry.provider)}"
    )
    _write(entry.provider, "directory-back", f"{entry} is back in our directories", text)


def tell_held(provider: Provider) -> None:
    text = (
        f"{provider} stands in neither of our directories for now: something of your entry has to be changed first.\n\n"
        f"Sign in to see what it is:\n{_link(provider)}"
    )
    _write(provider, "directory-held", f"Your entry in our directories: {provider}", text)


def _write(provider: Provider, kind: str, subject: str, text: str) -> None:
    cause = f"{kind}:{provider.pk}:{int(timezone.now().timestamp())}"
    write_to_owners(provider, cause=cause, subject=subject, text=text)


def _link(provider: Provider) -> str:
    return absolute(reverse("members:directory_entry", args=[provider.pk]))
