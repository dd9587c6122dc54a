"""What a provider's people see first."""

from chaportal.dashboards.homes import homes
from chaportal.dashboards.needs import memberships_of
from chaportal.dashboards.section import Section
from members.balances import unpaid
from members.membership import belongs_to_member, status_of
from members.models import Invoice
from members.status import access_until
from people.access import Permission
from policy import attention
from publishing.models import Edition

P = Permission
BRIEFINGS_SHOWN = 3


def have_your_say(user) -> Section:
    return Section("Have your say", "dashboard/say.html", {"calls": attention.open_for(user)})


def membership(user) -> Section:
    rows = [(row, status_of(row), row.term_ends_on and access_until(row.term_ends_on)) for row in memberships_of(user)]
    invoices = unpaid(Invoice.objects.visible_to(user))
    return Section("Membership and invoice", "dashboard/membership.html", {"rows": rows, "invoices": invoices})


def briefings(user) -> Section:
    """The newest briefings, or for a provider that is no member that they are for members."""
    newest = Edition.objects.for_members(user).of_kinds("briefing").newest_first().select_related("publication")
    context = {"briefings": newest[:BRIEFINGS_SHOWN], "member": belongs_to_member(user)}
    return Section("Briefings for members", "dashboard/briefings.html", context)


def ring_us(user) -> Section:
    return Section("Ring us", "dashboard/ring.html")


SECTIONS = [
    (P.HOME_VIEW, homes),
    (P.EVIDENCE_GIVE, have_your_say),
    (P.MEMBERSHIP_OWN, membership),
    (P.HOME_VIEW, briefings),
    (P.MEMBERSHIP_OWN, briefings),
    (P.HOME_VIEW, ring_us),
    (P.MEMBERSHIP_OWN, ring_us),
]
