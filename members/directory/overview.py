"""Who chose the public directory or left the members’, whom a check holds back, whom we took out: for staff."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from members.directory.checking import clear
from members.directory.listed import FOR_EVERYONE
from members.membership import with_full_access
from members.models import DirectoryCheck, DirectoryEntry
from members.models.directory import waiting
from people.models import Provider


@dataclass(frozen=True)
class Group:
    """Providers of which one thing is said, in words; `why` is what is told of each of them."""

    name: str
    words: str
    why: str
    providers: Callable[[], QuerySet[Provider]]


def _held() -> QuerySet[Provider]:
    held = DirectoryCheck.objects.filter(is_clear=False).values("provider")
    return with_full_access(Provider.objects.unmerged().filter(~waiting(), pk__in=held))


def _chose_public() -> QuerySet[Provider]:
    """Members that chose it and are not shown: held back, taken out, or being looked at."""
    chosen = DirectoryEntry.objects.filter(for_public=True).values("provider")
    shown = clear(FOR_EVERYONE.chosen()).order_by().values("pk")
    return with_full_access(Provider.objects.unmerged().filter(pk__in=chosen).exclude(pk__in=shown))


def _left() -> QuerySet[Provider]:
    left = DirectoryEntry.objects.filter(for_members=False).values("provider")
    return with_full_access(Provider.objects.unmerged().filter(pk__in=left))


GROUPS = [
    Group("public", "In the public directory", "Shown to everyone", FOR_EVERYONE.providers),
    Group(
        "chosen", "Chose the public directory, and not shown", "Held back, taken out, or looked at now", _chose_public
    ),
    Group("left", "Left the members’ directory", "Its owners chose not to stand there", _left),
    Group(
        "held",
        "Held back from both directories",
        "Something of the entry would tell what a home is called or where it is; its owners read what",
        _held,
    ),
    Group(
        "out",
        "Taken out by the association",
        "",
        lambda: Provider.objects.unmerged().exclude(directory_entry__taken_out_at=None),
    ),
]


def group_named(name: str) -> Group:
    """The group of a name; the first for any other."""
    return next((group for group in GROUPS if group.name == name), GROUPS[0])
