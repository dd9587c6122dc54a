from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.utils.module_loading import import_string

MOST = 10


@dataclass(frozen=True)
class Found:
    """One thing that was found: what it is called, where it is, and what tells it from others of its name."""

    title: str
    address: str
    about: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `is_more` where there is more than is shown."""

    name: str
    found: list[Found]
    is_more: bool


def found_for(user, words: str) -> list[Group]:
    """What the user may see and that the words find, by kind, in the order of the settings: one query each at most."""
    finders = ((name, import_string(path)) for name, path in settings.FINDERS.items())
    groups = [_group(name, find(user, words)) for name, find in finders]
    return [group for group in groups if group.found]


def _group(name: str, found: Iterable[Found]) -> Group:
    first = list(islice(found, MOST + 1))
    return Group(name, first[:MOST], len(first) > MOST)
