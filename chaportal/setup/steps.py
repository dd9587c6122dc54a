"""The steps from an empty installation to a working one. Each knows when it is done; none is ticked off by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from chaportal.backup.records import last_verified_backup
from chaportal.setup import mail_test
from members.models import DuesYear, RulesVersion
from people.access import ROLES, Permission, Side, permissions_of
from people.association import is_set
from people.models import Invitation, Role
from publishing.models import Boilerplate, PressContact, Topic
from register.models import RegisterFile

P = Permission


class Staff:
    """Who works for the association today, and who was invited: read once for all steps."""

    @cached_property
    def roles(self) -> list[Role]:
        return list(Role.objects.current().filter(provider=None).select_related("user").order_by("pk"))

    @cached_property
    def invited(self) -> list[str]:
        """The roles of invitations that are still open."""
        return list(Invitation.objects.pending().filter(provider=None).values_list("role", flat=True))

    def who_may(self, permission: Permission) -> dict[int, str]:
        """The names of those who have a permission, by their ids."""
        holding = [role for role in self.roles if permission in role.definition.permissions]
        return {role.user_id: str(role.user) for role in holding}

    def is_invited(self, permission: Permission) -> bool:
        return any(permission in ROLES[name].permissions for name in self.invited)


@dataclass(frozen=True)
class Step:
    """What is to be done, where, by whom, and how to know that it is. `invites`: what an invited person may do then."""

    text: str
    page: str
    permission: Permission
    is_done: Callable[[Staff], bool]
    invites: Permission | None = None

    @property
    def role(self) -> str:
        """The first role that may do it: “press officer”."""
        holding = (role for role in ROLES.values() if role.side == Side.STAFF and self.permission in role.permissions)
        return next(holding).label.lower()


@dataclass(frozen=True)
class Shown:
    """A step that is not done, as one reader sees it."""

    step: Step
    is_mine: bool
    others: str  # who can do it, when the reader cannot
    is_waiting: bool  # somebody was invited and has not joined yet


def open_steps(user) -> list[Shown]:
    """What is not done yet: for an administrator all of it, for others what they can do."""
    mine, staff = permissions_of(user), Staff()
    sees = [step for step in STEPS if P.ROLE_MANAGE in mine or step.permission in mine]
    return [_shown(step, mine, staff) for step in sees if not step.is_done(staff)]


def _shown(step: Step, mine: frozenset[Permission], staff: Staff) -> Shown:
    is_mine = step.permission in mine
    others = "" if is_mine else ", ".join(staff.who_may(step.permission).values())
    waits_for = step.invites if is_mine else step.permission
    return Shown(step, is_mine, others, bool(waits_for and staff.is_invited(waits_for)))


def _has(model: type[Model]) -> Callable[[Staff], bool]:
    return lambda staff: model.objects.exists()


def _a_membership_manager(staff: Staff) -> bool:
    return bool(staff.who_may(P.MEMBERSHIP_MANAGE))


def _dues_are_released(staff: Staff) -> bool:
    return DuesYear.objects.released().exists()


def _has_a_list(staff: Staff) -> bool:
    return RegisterFile.objects.in_use().exists()


def _is_described(staff: Staff) -> bool:
    return is_set()


def _mail_arrives(staff: Staff) -> bool:
    return mail_test.has_arrived()


def _is_backed_up(staff: Staff) -> bool:
    return last_verified_backup() is not None


def _two_administrators(staff: Staff) -> bool:
    return len(staff.who_may(P.ROLE_MANAGE)) > 1


def _a_writer(staff: Staff) -> bool:
    return bool(staff.who_may(P.RELEASE_WRITE))


def _a_trustee(staff: Staff) -> bool:
    return bool(staff.who_may(P.COMPLAINT_ANSWER))


def _an_approver(staff: Staff) -> bool:
    """Nobody approves their own text: somebody who may, beside the only one who writes."""
    writers, approvers = staff.who_may(P.RELEASE_WRITE), staff.who_may(P.RELEASE_APPROVE)
    return len(approvers) > 1 or bool(approvers.keys() - writers.keys())


STEPS = [
    Step("Say what the association is: names, numbers, look", "association_edit", P.ASSOCIATION_MANAGE, _is_described),
    Step("Test that mail arrives", "mail_test", P.ROLE_MANAGE, _mail_arrives),
    Step(
        "Invite a second administrator, so that one can help the other in",
        *("people:staff_list", P.ROLE_MANAGE, _two_administrators, P.ROLE_MANAGE),
    ),
    Step("Invite a press officer", "people:staff_list", P.ROLE_MANAGE, _a_writer, P.RELEASE_WRITE),
    Step(
        "Invite someone who approves releases: nobody approves their own",
        *("people:staff_list", P.ROLE_MANAGE, _an_approver, P.RELEASE_APPROVE),
    ),
    Step("Add whom journalists ring", "publishing:contact_create", P.PRESS_DESK, _has(PressContact)),
    Step("Add the first topic", "publishing:topic_create", P.PRESS_DESK, _has(Topic)),
    Step("Write what stands about us below each release", "publishing:about_create", P.PRESS_DESK, _has(Boilerplate)),
    Step(
        "Load the first list of the public register, and release it",
        *("register:register_file_list", P.REGISTER_LOAD, _has_a_list),
    ),
    Step(
        "Invite a membership manager",
        *("people:staff_list", P.ROLE_MANAGE, _a_membership_manager, P.MEMBERSHIP_MANAGE),
    ),
    Step(
        "Publish the membership criteria and the Code of Practice",
        *("members:rules_publish", P.MEMBERSHIP_MANAGE, _has(RulesVersion)),
    ),
    Step("Release the first dues", "members:dues_year_list", P.MEMBERSHIP_MANAGE, _dues_are_released),
    Step(
        "Invite the trustee for data protection, who answers complaints and erasures",
        *("people:staff_list", P.ROLE_MANAGE, _a_trustee, P.COMPLAINT_ANSWER),
    ),
    Step("Make a first backup of database and files", "backup", P.ROLE_MANAGE, _is_backed_up),
]
