"""First screens: the sections of each role, in the order in which that person needs them."""

from chaportal.dashboards import association, provider, setup
from chaportal.dashboards.section import Section
from people.access import permissions_of

# A section is shown to whoever has its permission, unless its maker gives none; a person with several roles sees each
# once.
SECTIONS = [*setup.SECTIONS, *provider.SECTIONS, *association.SECTIONS]


def sections_for(user) -> list[Section]:
    """The sections of a user's first screen, in order."""
    allowed = permissions_of(user)
    makers = dict.fromkeys(make for permission, make in SECTIONS if permission in allowed)
    made = (make(user) for make in makers)
    return [section for section in made if section is not None]
