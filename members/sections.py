"""What membership adds to a provider's page."""

from django.db.models import Q

from members.balances import left_over, terms_to_bill, with_balance
from members.directory.actions import may_edit
from members.directory.entry_state import state_of
from members.leaving.actions import ending_for
from members.membership import status_of, until_of, with_membership
from members.models import Contact, Invoice, Leaving, Note, Payment, Refund, Term
from members.terms.actions import leaves_on
from people.access import Permission, can
from people.models import Provider
from people.sections import Section

NOTES_SHOWN = 3


def provider_membership(request, provider) -> Section | None:
    """Status, terms, invoices and credit, for its owners and the membership manager; for other staff the status."""
    member = with_membership(Provider.objects.visible_to(request.user)).get(pk=provider.pk)
    status = status_of(member)
    stands = {"status": status, "until": until_of(member, status), "leaves": member.term_resigned_on}
    if not can(request.user, Permission.MEMBERSHIP_OWN, provider) and not can(
        request.user, Permission.MEMBERSHIP_MANAGE
    ):
        return Section("Membership", "members/section_status.html", stands)
    # Found first, so that PostgreSQL looks up its rows by them, and does not read those of all providers.
    of_it = Q(provider__in=Provider.objects.filter(Q(pk=provider.pk) | Q(merged_into=provider)))
    leavings = Leaving.objects.visible_to(request.user).unfollowed().filter(of_it)
    payments = Payment.objects.visible_to(request.user).filter(of_it)
    terms = Term.objects.visible_to(request.user).filter(of_it)
    manages = can(request.user, Permission.MEMBERSHIP_MANAGE)
    context = {
        **stands,
        "terms": terms,
        "to_bill": terms_to_bill(terms) if manages and not provider.merged_into_id else [],
        "invoices": with_balance(Invoice.objects.visible_to(request.user).filter(of_it).select_related("term")),
        "credits": left_over(payments),
        "refunds": Refund.objects.filter(payment__in=payments).in_force().select_related("payment"),
        "leavings": leavings.select_related("by", "provider"),
        "provider": provider,
        "leaves_on": leaves_on(provider),
        "may_end": not provider.merged_into_id and ending_for(provider) is not None,
        "may_take_back": not provider.merged_into_id and manages,
    }
    return Section("Membership", "members/section.html", context)


def provider_notes(request, provider) -> Section | None:
    """The newest notes and calls, for membership staff."""
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        return None
    notes = Note.objects.visible_to(request.user).filter(provider=provider).select_related("by")[:NOTES_SHOWN]
    return Section("Notes and calls", "members/section_notes.html", {"notes": notes, "provider": provider})


def provider_contacts(request, provider) -> Section | None:
    """Whom the association knows there and who has no account, for membership staff."""
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        return None
    contacts = Contact.objects.visible_to(request.user).without_account().filter(provider=provider)
    context = {"contacts": contacts.select_related("invitation"), "provider": provider}
    return Section("People without an account", "members/section_contacts.html", context)


def provider_directory(request, provider) -> Section | None:
    """Whether it stands in the directories, for its owners and membership staff."""
    if provider.merged_into_id or not may_edit(request.user, provider):
        return None
    return seen_in_directories(request, provider)


def seen_in_directories(request, provider) -> Section:
    """What other members and everyone see of it, for its owners."""
    context = {"state": state_of(provider, request.user)}
    return Section("In the directories", "members/section_directory.html", context)
