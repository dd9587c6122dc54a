"""What a provider's people see first."""

from chaportal.dashboards.first_steps import first_steps
from chaportal.dashboards.homes import homes
from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from members.membership import status_of, until_of
from people.access import Permission
from publishing.models import Edition

P = Permission
BRIEFINGS_SHOWN = 3


def have_your_say(screen: Screen) -> Section:
    several = len({call.provider for call in screen.calls}) > 1
    context = {"calls": screen.calls, "several": several, "is_member": bool(screen.members)}
    return Section("Have your say", "dashboard/say.html", context)


def membership(screen: Screen) -> Section:
    rows = [(row, status := status_of(row), until_of(row, status)) for row in screen.memberships]
    context = {"rows": rows, "invoices": screen.invoices}
    return Section("Membership and invoice", "dashboard/membership.html", context)


def briefings(screen: Screen) -> Section:
    """The newest briefings, or for a provider that is no member that they are for members."""
    read = Edition.objects.for_members(screen.user).of_kinds("briefing")
    newest = list(read.newest_first().select_related("publication")[:BRIEFINGS_SHOWN])
    context = {"briefings": newest, "is_member": bool(screen.members)}
    return Section("Briefings for members", "dashboard/briefings.html", context)


def ring_us(screen: Screen) -> Section:
    return Section("Ring us", "dashboard/ring.html")


SECTIONS = [
    (P.PROVIDER_MANAGE, first_steps),
    (P.HOME_VIEW, homes),
    (P.EVIDENCE_GIVE, have_your_say),
    (P.MEMBERSHIP_OWN, membership),
    (P.HOME_VIEW, briefings),
    (P.MEMBERSHIP_OWN, briefings),
    (P.HOME_VIEW, ring_us),
    (P.MEMBERSHIP_OWN, ring_us),
]
