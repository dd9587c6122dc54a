"""Mails about a membership that ends: to its owners, and to staff where an owner said so."""

from members.leaving.coming import to_bill, unbegun
from members.models import Invoice, Leaving
from outbox.actions import queue_email
from people.access import Permission
from people.association import association
from people.links import link_to
from people.models import Role, User
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
    """To each owner: it goes on. And to staff what nobody is asked to pay for it any more."""
    if leaving.ran_out:
        return
    firsts = [day(term.starts_on) for term in to_bill(leaving)]
    anew = "".join(f"\n\nThe invoice for the term from {first} was credited: we send a new one." for first in firsts)
    text = (
        f"That the membership of {leaving.provider} in the {association().name} ends on {day(leaving.last_day)} was "
        f"taken back: it goes on as before.{anew}\n\n{link_to('members:membership_own')}"
    )
    subject = f"The membership of {leaving.provider} goes on"
    write_to_owners(leaving.provider, cause=f"membership-goes-on:{leaving.pk}", subject=subject, text=text)
    if firsts:
        _ask_staff_to_bill(leaving, firsts)


def _tell_staff(leaving: Leaving) -> None:
    """Somebody may want to ring."""
    words = f" In their words: {leaving.words}" if leaving.words else ""
    to_credit = "".join(
        f"{_asked_for(each)}. Credit it, with your reason:\n{link_to('members:credit_note_add', each.pk)}\n\n"
        for each in unbegun(leaving)
    )
    text = (
        f"The last day of membership of {leaving.provider} is {day(leaving.last_day)}. "
        f"Why: {leaving.get_reason_display()}.{words}\n\n{to_credit}"
    )
    _write_to_staff("member-leaves", leaving, leaving.by, f"{leaving.provider} leaves", text)


def _ask_staff_to_bill(leaving: Leaving, firsts: list[str]) -> None:
    """What was credited is not asked for again by itself."""
    terms = "".join(
        f"Its invoice for the term from {first} was credited, so nothing is owed for it. " for first in firsts
    )
    text = f"{leaving.provider} stays a member after all. {terms}Send a new invoice, on its page:\n"
    _write_to_staff("member-stays", leaving, leaving.taken_back_by, f"{leaving.provider} stays: send an invoice", text)


def _write_to_staff(kind: str, leaving: Leaving, by: User | None, subject: str, text: str) -> None:
    """To whoever manages memberships, but for who did it; below it the provider's page."""
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_MANAGE).exclude(user=by)
    for role in roles.select_related("user").order_by("user", "pk").distinct("user"):
        queue_email(
            key=f"{kind}:{leaving.pk}:{role.user_id}",
            user=role.user,
            subject=subject,
            text=f"{text}{link_to('people:provider_detail', leaving.provider_id)}",
        )


def _credited(leaving: Leaving) -> str:
    """What its owners read of terms that never begin."""
    return "".join(f"\n\n{_asked_for(each)}: we credit that." for each in unbegun(leaving))


def _asked_for(invoice: Invoice) -> str:
    owed = [f"{pounds(invoice.balance)} of invoice {invoice} is owed for it"] if invoice.balance else []
    paid = [f"{pounds(invoice.paid)} of invoice {invoice} was paid for it"] if invoice.paid else []
    return f"The term from {day(invoice.term.starts_on)} never begins, and {' and '.join(owed + paid)}"
