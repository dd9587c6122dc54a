"""What is still to be set up, on the first screen of whoever can do it."""

from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from chaportal.setup.steps import open_steps
from people.access import Permission, can

P = Permission


def set_up(screen: Screen) -> Section | None:
    """Nothing, once everything is done."""
    steps = open_steps(screen.user)
    if not steps:
        return None
    context = {"steps": steps, "of_all": can(screen.user, P.ROLE_MANAGE)}
    return Section("Set up the portal", "dashboard/setup.html", context, wide=True)


SECTIONS = [(P.ROLE_MANAGE, set_up), (P.PRESS_DESK, set_up), (P.REGISTER_LOAD, set_up), (P.MEMBERSHIP_MANAGE, set_up)]
