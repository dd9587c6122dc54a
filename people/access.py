"""Who may do what. The one place where roles and permissions are written down.

A role is given to a user for a provider (or, for the association's own people, for none) from one date to another.
Views say what they need with `@requires`; rows are reached through `.visible_to(user)` of their QuerySet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from people.role_mail import Mail, in_words


class Hidden(Http404):
    """404 for what may be there, but not for this person; unlike others, it is recorded as a refusal."""


class Permission(StrEnum):
    """Everything that can be allowed, by noun."""

    HOME_VIEW = "see a provider's homes"
    HOME_EDIT = "edit a provider's homes and their private addresses"
    DUTY_MANAGE = "keep the list of a provider's duties"
    DUTY_VIEW_SHARED = "see the duties, vacancies and missing managers that a provider shares until a date"
    HOME_CLAIM = "add a home to a provider"
    HOME_CONFIRM = "confirm that a home is a provider's"
    ADDRESS_REVEAL = "see a home's private address, with a reason, recorded"
    REGISTER_VIEW = "see the public register as loaded"
    REGISTER_LOAD = "load a list of the public register"
    PROVIDER_VIEW = "see every provider"
    PROVIDER_MANAGE = "manage the people of a provider"
    EVIDENCE_GIVE = "write a provider's answers to a consultation"
    EVIDENCE_SEND = "send a provider's answers to the association"
    EVIDENCE_VIEW = "read what providers answered"
    POLICY_WRITE = "record consultations and write responses and positions"
    POLICY_APPROVE = "approve responses and positions"
    RELEASE_WRITE = "write media releases"
    RELEASE_APPROVE = "approve media releases"
    PRESS_DESK = "answer press enquiries and keep lines to take"
    EMBARGO_READ = "read what is under embargo for oneself"
    TEXT_PUBLISH_URGENT = "publish a text without a second person in an emergency"
    BULLETIN_WRITE = "write bulletins"
    BULLETIN_APPROVE = "approve and send bulletins"
    MEMBERSHIP_OWN = "see a provider's own membership and invoices"
    MEMBERSHIP_MANAGE = "manage memberships and invoices"
    SECURITY_VIEW = "read security events and who saw which address"
    COMPLAINT_ANSWER = "answer complaints about how personal data are used"
    PERSON_ERASE = "erase a person who asks for it"
    ROLE_MANAGE = "give and end roles"
    PURGE = "take words about a child out of everything, together with a second person"
    ASSOCIATION_MANAGE = "set the association's name, telephone numbers and look"


P = Permission


class Side(StrEnum):
    """On whose behalf a role acts."""

    PROVIDER = "provider"
    STAFF = "staff"
    PRESS = "press"


@dataclass(frozen=True)
class RoleDefinition:
    """A role as it is shown to people: a name, a sentence, what it allows and which mail it gets."""

    name: str
    label: str
    sentence: str
    side: Side
    permissions: frozenset[Permission]
    limited: bool  # sees only the homes that it was given; without any, none
    mails: tuple[Mail, ...]

    @property
    def mail(self) -> str:
        """Which mail it gets, as a sentence."""
        return in_words(self.mails)

    @property
    def needs_second_factor(self) -> bool:
        return self.side == Side.STAFF


def _role(name, label, sentence, side, *permissions, limited=False, mails=()) -> RoleDefinition:
    return RoleDefinition(name, label, sentence, side, frozenset(permissions), limited, mails)


ROLES: dict[str, RoleDefinition] = {
    role.name: role
    for role in [
        _role(
            "owner",
            "Owner",
            "Runs the provider's account: its homes, its people, its evidence and its membership.",
            Side.PROVIDER,
            *(P.HOME_VIEW, P.HOME_EDIT, P.HOME_CLAIM, P.DUTY_MANAGE),
            *(P.PROVIDER_MANAGE, P.EVIDENCE_GIVE, P.EVIDENCE_SEND, P.MEMBERSHIP_OWN),
            mails=(
                *(Mail.HOMES, Mail.NEW_MANAGERS, Mail.REGISTER),
                *(Mail.EVIDENCE, Mail.TO_SEND, Mail.CORRECTED, Mail.RECEIPTS),
                *(Mail.INVOICES, Mail.RENEWAL, Mail.UNPAID),
                *(Mail.LEAVING, Mail.JOINING, Mail.MEMBERS, Mail.MANAGERS, Mail.DIRECTORY, Mail.DUTIES),
            ),
        ),
        _role(
            "colleague",
            "Colleague",
            "Sees and edits all of the provider's homes, and writes answers for an owner to send.",
            Side.PROVIDER,
            *(P.HOME_VIEW, P.HOME_EDIT, P.DUTY_MANAGE, P.EVIDENCE_GIVE),
            mails=(Mail.EVIDENCE, Mail.GIVEN_BACK, Mail.NEW_OWNER, Mail.DUTIES),
        ),
        _role(
            "home_manager",
            "Home manager",
            "Sees and edits the homes that the owner gave them, and no others.",
            Side.PROVIDER,
            *(P.HOME_VIEW, P.HOME_EDIT),
            limited=True,
            mails=(Mail.MANAGERS, Mail.NEW_OWNER, Mail.DUTIES),
        ),
        _role(
            "reader",
            "Reader",
            "Sees all of the provider's homes, with their addresses, and their duties; edits nothing.",
            Side.PROVIDER,
            P.HOME_VIEW,
            mails=(Mail.NEW_OWNER, Mail.DUTIES),
        ),
        _role(
            "finance_contact",
            "Finance contact",
            "Sees the provider's membership and invoices, and none of its homes and people.",
            Side.PROVIDER,
            P.MEMBERSHIP_OWN,
            mails=(Mail.INVOICES, Mail.RENEWAL, Mail.UNPAID, Mail.NEW_OWNER),
        ),
        _role(
            "press_officer",
            "Press officer",
            "Answers the press, writes releases and approves a colleague's.",
            Side.STAFF,
            *(P.RELEASE_WRITE, P.RELEASE_APPROVE, P.PRESS_DESK, P.PROVIDER_VIEW, P.REGISTER_VIEW),
            mails=(Mail.TO_APPROVE, Mail.SENT_BACK, Mail.WITHHELD),
        ),
        _role(
            "policy_officer",
            "Policy officer",
            "Runs consultations, reads the evidence, writes responses and positions, and approves a colleague's.",
            Side.STAFF,
            *(P.POLICY_WRITE, P.POLICY_APPROVE, P.EVIDENCE_VIEW, P.PROVIDER_VIEW, P.REGISTER_VIEW),
            mails=(Mail.TO_APPROVE, Mail.SENT_BACK, Mail.WITHHELD, Mail.OWN_DAYS),
        ),
        _role(
            "membership_manager",
            "Membership manager",
            "Admits and renews members, confirms homes, keeps invoices, and writes to members.",
            Side.STAFF,
            *(P.MEMBERSHIP_MANAGE, P.PROVIDER_VIEW, P.HOME_CONFIRM, P.ADDRESS_REVEAL, P.REGISTER_VIEW, P.REGISTER_LOAD),
            *(P.BULLETIN_WRITE, P.BULLETIN_APPROVE, P.DUTY_VIEW_SHARED),
            mails=(Mail.TRANSFERS, Mail.LEAVING),
        ),
        _role(
            "chief_executive",
            "Chief executive",
            "Approves what goes out in the association's name, and reads the evidence behind it.",
            Side.STAFF,
            *(
                P.RELEASE_APPROVE,
                P.POLICY_APPROVE,
                P.BULLETIN_APPROVE,
                P.EVIDENCE_VIEW,
                P.PROVIDER_VIEW,
                P.REGISTER_VIEW,
            ),
            mails=(Mail.TO_APPROVE, Mail.WITHHELD, Mail.NOT_REVIEWED),
        ),
        _role(
            "urgent_publisher",
            "Urgent publisher",
            "May publish a text without a second person in an emergency; a colleague reviews it by nine.",
            Side.STAFF,
            P.TEXT_PUBLISH_URGENT,
        ),
        _role(
            "data_protection_trustee",
            "Trustee for data protection",
            "Answers complaints about the use of personal data and erases people; sees who read which address and why, "
            "never an address; removes words about a child with a colleague.",
            Side.STAFF,
            *(P.COMPLAINT_ANSWER, P.PERSON_ERASE, P.SECURITY_VIEW, P.PURGE),
            mails=(Mail.COMPLAINTS, Mail.ERASURES),
        ),
        _role(
            "administrator",
            "Administrator",
            "Gives and ends roles, sets the association's name and look, sees security events; "
            "removes words about a child with a colleague.",
            Side.STAFF,
            *(P.ROLE_MANAGE, P.ASSOCIATION_MANAGE, P.SECURITY_VIEW, P.PROVIDER_VIEW, P.PURGE),
            mails=(Mail.NOT_REVIEWED, Mail.OWN_ROLES, Mail.UNANSWERED),
        ),
        _role(
            "journalist",
            "Accredited journalist",
            "Reads what is under embargo for them.",
            Side.PRESS,
            P.EMBARGO_READ,
            mails=(Mail.EMBARGO,),
        ),
    ]
}


def covers(strong: RoleDefinition, weak: RoleDefinition) -> bool:
    """Whether whoever has the one for a provider needs not have the other: it allows all of that, and more."""
    return not strong.limited and weak.permissions < strong.permissions


LIMITED_ROLES = [role.name for role in ROLES.values() if role.limited]


def roles_allowing(permission: Permission) -> list[str]:
    """The names of the roles that allow something, whoever they are for."""
    return [role.name for role in ROLES.values() if permission in role.permissions]


def permissions_of(user) -> frozenset[Permission]:
    """All that the user's current roles allow, for whichever provider."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset().union(*(role.definition.permissions for role in user.current_roles))


def can(user, permission: Permission, provider=None) -> bool:
    """Whether a current role of the user allows it; with a provider, a role for that provider or a staff role."""
    if not user.is_authenticated:
        return False
    return any(
        permission in role.definition.permissions
        for role in user.current_roles
        if provider is None or role.provider_id in (None, provider.pk)
    )


def can_any(user, permissions: Iterable[Permission]) -> bool:
    """Whether a current role of the user allows one of the permissions, for whichever provider."""
    return any(can(user, permission) for permission in permissions)


def providers_with(user, permission: Permission) -> list[int]:
    """Ids of the providers for which a current role of the user allows it. Staff roles are for no provider."""
    if not user.is_authenticated:
        return []
    roles = [role for role in user.current_roles if permission in role.definition.permissions]
    return [role.provider_id for role in roles if role.provider_id]


def is_staff(user) -> bool:
    """Whether a current role of the user is one of the association's own people."""
    return user.is_authenticated and any(role.definition.side == Side.STAFF for role in user.current_roles)


def needs_second_factor(user) -> bool:
    """Whether a current role may be used only with a second factor: by its kind, or by its provider's rule."""
    return any(
        role.definition.needs_second_factor or (role.provider and role.provider.requires_second_factor)
        for role in user.all_roles  # whichever provider is looked at: nobody chooses their way past it
    )


def check(user, permission: Permission, provider=None) -> None:
    """Raise PermissionDenied (403) unless `can`."""
    if not can(user, permission, provider):
        raise PermissionDenied


def check_any(user, *permissions: Permission) -> None:
    """Raise PermissionDenied (403) unless `can_any`."""
    if not can_any(user, permissions):
        raise PermissionDenied


def requires(*permissions: Permission) -> Callable:
    """Decorate a view: 403 unless a current role allows one of the permissions. The view keeps them as `.requires`."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            check_any(request.user, *permissions)
            return view(request, *args, **kwargs)

        checked.requires = permissions
        return checked

    return decorate
