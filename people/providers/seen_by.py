"""Who sees what of a provider, and why: in sentences, for its owners."""

from dataclasses import dataclass

from people.access import Permission
from people.models import Role

P = Permission
# What those of the association's people see of a provider who may do something. A test asks of each new permission.
OF_A_PROVIDER = {
    P.PROVIDER_VIEW: "Your organisation’s names, numbers and telephone, and what was changed of them.",
    P.MEMBERSHIP_MANAGE: (
        "Your membership, invoices and payments; who has which role, when they signed in last and which mail they were "
        "sent; that you answered a consultation, and never what; and what they noted of calls with you."
    ),
    P.HOME_CONFIRM: "Which homes are yours, by URN and as the public register prints them: they confirm them.",
    P.ADDRESS_REVEAL: (
        "A home’s name and address, one home at a time and with a reason. That is recorded, and the home’s page shows "
        "you who looked, when and why."
    ),
    P.EVIDENCE_VIEW: "The answers to consultations that you sent, with how we may use each. Never a draft.",
    P.SECURITY_VIEW: "When your people signed in, who got or lost a role, and who read which home’s address: never it.",
    P.COMPLAINT_ANSWER: "What one of your people writes in a complaint about how we use personal data.",
    P.PERSON_ERASE: "What is kept of one of your people who asks to be erased: what goes, and what stays and why.",
    P.PURGE: "Words that may be about a child, wherever they stand: two people together take them out.",
}


@dataclass(frozen=True)
class Seen:
    """What is seen, and who sees it: `Maureen Lund, membership manager`."""

    what: str
    by: list[str]


def seen_by_staff() -> list[Seen]:
    """What the association's people see of any provider, with who they are today: one query."""
    roles = _of_staff()
    return [Seen(what, _holding(roles, permission)) for permission, what in OF_A_PROVIDER.items()]


def staff_who_may(permission: Permission) -> list[str]:
    """Who of the association's people may do something today, each with their role."""
    return _holding(_of_staff(), permission)


def _of_staff() -> list[Role]:
    roles = Role.objects.current().of_staff().filter(user__is_active=True)
    return list(roles.select_related("user").order_by("user__name", "pk"))


def _holding(roles: list[Role], permission: Permission) -> list[str]:
    holding = [role for role in roles if permission in role.definition.permissions]
    return [f"{role.user}, {role.definition.label.lower()}" for role in holding]
