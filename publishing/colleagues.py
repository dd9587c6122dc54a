"""Colleagues whose words a text quotes, and which of them the line under a quotation names."""

import re

from cleaning.text import without_accents
from people.models import Role, User

AROUND = {  # what stands before a name or behind it and is no part of it
    *("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir", "dame", "lord", "lady", "baroness"),
    *("cllr", "councillor", "obe", "mbe", "cbe", "kbe", "dbe", "phd", "jp"),
}


def colleagues():
    """Who has a role of the association's staff now, by name."""
    roles = Role.objects.current().of_staff()
    return User.objects.filter(is_active=True, roles__in=roles).distinct().order_by("name", "pk")


def colleague_named(name: str) -> User | None:
    """The colleague of a name, however accents, capitals and titles are written. None: nobody, or more than one."""
    wanted = _parts(name)
    found = [user for user in colleagues() if wanted and _parts(user.name) == wanted]
    return found[0] if len(found) == 1 else None


def _parts(name: str) -> list[str]:
    plain = without_accents(name).casefold().replace("\u2019", "'")
    return [part for part in re.findall(r"[\w'-]+", plain) if part not in AROUND]
