"""Mails about a membership that ends: to its owners, and to staff where an owner said so."""

from members.models import Leaving
from outbox.actions import queue_email
from people.access import Permission
from people.association import association
from people.links import link_to
from people.models import Role
from people.owners import write_to_owners
from people.templatetags.people import day


def say_ended(leaving: Leaving) -> None:
    """To each owner: until when, and the way back. Of one that ran out they know."""
    ours = association()
    if not leaving.ran_out:
        text = (
            f"The membership of {leaving.provider} in the {ours.name} ends on {day(leaving.last_day)}. "
            f"The reason that we keep: {leaving.get_reason_display()}.\n\n"
            "What you keep on the portal stays yours. An invoice that is not paid is still to be paid, unless we "
            f"credit it.\n\nIf this is a mistake, it can be taken back here:\n{link_to('members:membership_own')}"
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
    roles = Role.objects.current().allowing(Permission.MEMBERSHIP_MANAGE).exclude(user=leaving.by)
    for role in roles.select_related("user").order_by("user", "pk").distinct("user"):
        queue_email(
            key=f"member-leaves:{leaving.pk}:{role.user_id}",
            user=role.user,
            subject=f"{leaving.provider} leaves",
            text=(
                f"The last day of membership of {leaving.provider} is {day(leaving.last_day)}. "
                f"Why: {leaving.get_reason_display()}.{words}\n\n"
                f"{link_to('people:provider_detail', leaving.provider_id)}"
            ),
        )
