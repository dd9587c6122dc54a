"""What every template may name."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from people import association as about_us
from people.access import Permission, permissions_of

P = Permission
# One permission of each of the association's roles.
EACH_OF_STAFF = [P.RELEASE_APPROVE, P.PRESS_DESK, P.POLICY_WRITE, P.MEMBERSHIP_MANAGE, P.SECURITY_VIEW]
# Where someone goes from any page, by what they may do; in this order.
NAVIGATION = [
    (P.HOME_VIEW, "homes:home_list", "Your homes"),
    (P.HOME_VIEW, "duties:duty_list", "Duties"),
    (P.EVIDENCE_GIVE, "policy:consultation_open_list", "Have your say"),
    (P.MEMBERSHIP_OWN, "members:membership_own", "Membership"),
    (P.HOME_VIEW, "people:provider_own", "Your organisation"),
    (P.MEMBERSHIP_OWN, "people:provider_own", "Your organisation"),
    (P.EMBARGO_READ, "embargo_list", "Under embargo"),
    (P.PROVIDER_VIEW, "people:find", "Find"),
    (P.RELEASE_WRITE, "publishing:edition_list", "Texts"),
    (P.POLICY_WRITE, "publishing:edition_list", "Texts"),
    (P.RELEASE_APPROVE, "publishing:edition_list", "Texts"),
    (P.PRESS_DESK, "media_releases:enquiry_list", "Enquiries"),
    (P.PRESS_DESK, "media_releases:line_list", "Lines"),
    (P.PRESS_DESK, "media_releases:on_call_list", "On call"),
    (P.RELEASE_APPROVE, "media_releases:on_call_list", "On call"),
    (P.PRESS_DESK, "media_releases:media_pack_edit", "Media pack"),
    *((every, "media_releases:briefing_list", "Briefings") for every in EACH_OF_STAFF),
    (P.PRESS_DESK, "media_releases:accreditation_list", "Accreditation"),
    (P.PRESS_DESK, "people:catalogue_list", "Lists"),
    (P.EVIDENCE_VIEW, "policy:consultation_list", "Consultations"),
    (P.POLICY_APPROVE, "policy:consultation_list", "Consultations"),
    (P.EVIDENCE_VIEW, "policy:document_list", "Documents"),
    (P.POLICY_APPROVE, "policy:document_list", "Documents"),
    (P.MEMBERSHIP_MANAGE, "members:membership_list", "Membership"),
    (P.MEMBERSHIP_MANAGE, "members:invoice_list", "Invoices"),
    (P.HOME_CONFIRM, "homes:claim_list", "Homes to confirm"),
    (P.BULLETIN_APPROVE, "bulletins:bulletin_list", "Bulletins"),
    (P.POLICY_WRITE, "people:catalogue_list", "Lists"),
    (P.PROVIDER_VIEW, "people:provider_list", "Providers"),
    (P.REGISTER_VIEW, "register:register_file_list", "Register"),
    (P.PROVIDER_VIEW, "members:representation", "For whom we speak"),
    (P.COMPLAINT_ANSWER, "people:complaint_list", "Complaints"),
    (P.PERSON_ERASE, "erasure_list", "Erasures"),
    (P.SECURITY_VIEW, "people:security_event_list", "Security"),
    (P.SECURITY_VIEW, "retention", "Retention"),
    (P.PURGE, "purge_list", "Words about a child"),
    (P.ROLE_MANAGE, "people:staff_list", "People"),
    (P.ROLE_MANAGE, "system", "System"),
    (P.ASSOCIATION_MANAGE, "association_edit", "The association"),
]


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    here: bool


def association(request):
    """The association's names and telephone numbers, whether this is the demo, and the reader's own links."""
    return {
        "association": about_us.association(),
        "demo": settings.DEMO,
        # A function: only pages that show it look at who is reading.
        "navigation": lambda: _navigation(request),
    }


def _navigation(request) -> list[Link]:
    allowed = permissions_of(request.user)
    names = dict.fromkeys((name, label) for permission, name, label in NAVIGATION if permission in allowed)
    links = [(label, reverse(name)) for name, label in names]
    here = f"/{request.resolver_match.route}" if request.resolver_match else ""
    return [Link(label, address, here.startswith(address)) for label, address in links]
