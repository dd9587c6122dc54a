"""What somebody is at a provider already, or among the association's own people: said before they are invited."""

from people.access import ROLES
from people.actions import account_of
from people.models import Invitation, Provider
from people.templatetags.people import day


def known_already(email: str, role: str, provider: Provider | None) -> str:
    """What to know before an address is invited to a role: its other roles there, and other open invitations.

    Empty where there is nothing, and where they have the role or its invitation: `invite` refuses the first, and renews
    the second. Accepting adds a role and ends none.
    """
    email = email.strip().lower()
    invited = list(Invitation.objects.pending().filter(email=email, provider=provider).order_by("pk"))
    if role in {each.role for each in invited}:
        return ""
    return " ".join(filter(None, [_of_roles(email, role, provider), _of_invitations(email, invited)]))


def _of_roles(email: str, role: str, provider: Provider | None) -> str:
    user = account_of(email)
    held = list(user.roles.current().filter(provider=provider).order_by("pk")) if user else []
    if not held or role in {each.name for each in held}:
        return ""
    names = " and ".join(each.definition.label.lower() for each in held)
    return f"{user} is {names} here already: whoever accepts this becomes {_label(role)} too, and stays what they are."


def _of_invitations(email: str, invited: list[Invitation]) -> str:
    if not invited:
        return ""
    as_what = " and ".join(f"as {_label(each.role)} on {day(each.sent_at)}" for each in invited)
    return (
        f"{email} was invited {as_what}, and has not answered. To send that once more, choose that role: this one is a "
        "second invitation, beside it."
    )


def _label(role: str) -> str:
    return ROLES[role].label.lower()
