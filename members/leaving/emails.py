"""Mails about a membership that ends: to its owners, and to staff where an owner said so."""

from members.balances import unpaid
from members.models import Invoice, Leaving
from outbox.actions import queue_email
from people.access import Permission
from people.association import association
from people.links import link_to
from people.models import Role
from people.owners import write_to_owners
from people.templatetags.people import day, pounds


def say_ended(leaving: Leaving) -> None:
    """To each owner: until when, and the way back. Of one that ran out they know."""
    ours = association()
    if not leaving.ran_out:
        text = (
            f"The membership of {leaving.provider} in the {ours.name} ends on {day(leaving.last_day)}. "
            f"The reason that we keep: {leaving.get_reason_display()}.\n\n"
            "What you keep on the portal stays yours. An invoice that is not paid is still to be paid, unless we "
            f"credit it.{_credited(leaving)}\n\n"
            f"If this is a mistake, it can be taken back here:\n{link_to('members:membership_own')}"
        )
        subject = f"The membership of {leaving.provider} ends"
        write_to_owners(leaving.provider, cause=f"membership-ends:{leaving.pk}", subject=subject, text=text)
    _tell_staff(leaving)


def say_taken_back(leaving: Leaving) -> None:
    """To each owner: it goes on."""
    if leaving.ran_out:
        return
    text = (
        f"That the membership of {leaving.provider} in the {association().name} ends on {day(leaving.last_day)} was "
        f"taken back: it goes on as before.\n\n{link_to('members:membership_own')}"
    )
    subject = f"The membership of {leaving.provider} goes on"
    write_to_owners(leaving.provider, cause=f"membership-goes-on:{leaving.pk}", subject=subject, text=text)


def _tell_staff(leaving: Leaving) -> None:
    """Whoever manages memberships, but for who entered it: somebody may want to ring."""
    words = f" In their words: {leaving.words}" if leaving.words else ""
    to_credit = "".join(
        f"{_owed_for(each)}. Credit it, with your reason:\n{link_to('members:credit_note_add', each.pk)}\n\n"
        for each in _unbegun(leaving)
    )
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_MANAGE).exclude(user=leaving.by)
    for role in roles.select_related("user").order_by("user", "pk").distinct("user"):
        queue_email(
            key=f"member-leaves:{leaving.pk}:{role.user_id}",
            user=role.user,
            subject=f"{leaving.provider} leaves",
            text=(
                f"The last day of membership of {leaving.provider} is {day(leaving.last_day)}. "
                f"Why: {leaving.get_reason_display()}.{words}\n\n{to_credit}"
                f"{link_to('people:provider_detail', leaving.provider_id)}"
            ),
        )


def _credited(leaving: Leaving) -> str:
    """What its owners read of terms that never begin."""
    return "".join(f"\n\n{_owed_for(each)}: we credit that." for each in _unbegun(leaving))


def _unbegun(leaving: Leaving) -> list[Invoice]:
    """The invoices of which something is owed, for terms that it ended before they began."""
    of_it = Invoice.objects.filter(term__in=leaving.ended).of_terms_that_never_begin()
    return list(unpaid(of_it).select_related("term").order_by("pk"))


def _owed_for(invoice: Invoice) -> str:
    owed = f"{pounds(invoice.balance)} of invoice {invoice}"
    return f"The term from {day(invoice.term.starts_on)} never begins, and {owed} is owed for it"
