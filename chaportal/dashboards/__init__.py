"""First screens: the sections of each role, in the order in which that person needs them."""

from chaportal.dashboards import association, provider, setup
from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from chaportal.dashboards.unsent import mail_given_up
from people.access import permissions_of

# Sections are shown to whoever has their permission; a maker gives one, none, or several that belong together. A person
# with several roles sees each once.
SECTIONS = [*setup.SECTIONS, *provider.SECTIONS, *association.SECTIONS]


def sections_for(user) -> list[Section]:
    """The sections of a user's first screen, in order."""
    allowed, screen = permissions_of(user), Screen(user)
    makers = dict.fromkeys([mail_given_up, *(make for permission, make in SECTIONS if permission in allowed)])
    return [section for make in makers for section in _listed(make(screen))]


def _listed(made: Section | list[Section] | None) -> list[Section]:
    return made if isinstance(made, list) else [made] if made else []
