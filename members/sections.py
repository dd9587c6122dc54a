"""What membership adds to a provider's page."""

from members.balances import with_balance
from members.membership import status_of, with_membership
from members.models import Invoice, Term
from people.access import Permission, can
from people.models import Provider
from people.sections import Section


def provider_membership(request, provider) -> Section | None:
    """Status, terms and invoices, for the provider's owners and the membership manager; for other staff the status."""
    status = status_of(with_membership(Provider.objects.visible_to(request.user)).get(pk=provider.pk))
    if not can(request.user, Permission.MEMBERSHIP_OWN, provider) and not can(
        request.user, Permission.MEMBERSHIP_MANAGE
    ):
        return Section("Membership", "members/section_status.html", {"status": status})
    context = {
        "status": status,
        "terms": Term.objects.visible_to(request.user).filter(provider=provider),
        "invoices": with_balance(Invoice.objects.visible_to(request.user).filter(provider=provider)),
    }
    return Section("Membership", "members/section.html", context)
