"""Whether two accounts have one name: the first thing that speaks against their being one person's."""

import re

from cleaning.text import without_accents
from people.models import User


def names_differ(one: User, two: User) -> bool:
    """Whatever the case, accents and order of the words: “Rees, Ffion” is “Ffion Rees”. One without a name differs."""
    return _plain(one.name) != _plain(two.name)


def _plain(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", without_accents(name).casefold()))
