"""What becomes of the roles of two accounts: of the same role one is kept, and one that a stronger one covers ends."""

from dataclasses import dataclass, field

from django.utils import timezone

from chaportal.merging.journal import Journal
from homes.models import HomeGrant
from people.access import covers
from people.models import Role, User


@dataclass
class RolePlan:
    """`twins`: of the account that goes, with the one that is kept; `covered`: with the one that covers it."""

    moves: list[Role] = field(default_factory=list)
    twins: list[tuple[Role, Role]] = field(default_factory=list)
    covered: list[tuple[Role, Role]] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """What comes, and what ends because something stronger is there."""
        return [
            *(f"{role}: comes to the account that is kept." for role in self.moves),
            *(f"{role}: both have this role, and it is kept once." for role, _ in self.twins),
            *(f"{role}: ends, because {strong.definition.label} allows all of it." for role, strong in self.covered),
        ]


def plan_roles(gone: User, survivor: User) -> RolePlan:
    """One query."""
    today = timezone.localdate()
    found = Role.objects.filter(user__in=[gone, survivor]).select_related("provider").order_by("provider", "pk")
    roles = [role for role in found if role.ends_on is None or role.ends_on > today]
    there = {
        (role.provider_id, role.name): role for role in roles if role.user_id == survivor.pk and role.ends_on is None
    }
    plan = RolePlan()
    for role in roles:
        twin = there.get((role.provider_id, role.name))
        if role.user_id == gone.pk and twin:
            plan.twins.append((role, twin))
        elif strong := _stronger(role, roles):
            plan.covered.append((role, strong))
        elif role.user_id == gone.pk:
            plan.moves.append(role)
    return plan


def _stronger(role: Role, roles: list[Role]) -> Role | None:
    """One of the other account, for the same provider, that allows more, and does not end sooner with the parent's."""
    others = [other for other in roles if other.user_id != role.user_id and other.provider_id == role.provider_id]
    lasting = [other for other in others if other.is_current and other.ends_on is None]
    own = [other for other in lasting if role.through_parent or not other.through_parent]
    return next((other for other in own if covers(other.definition, role.definition)), None)


def carry_out(plan: RolePlan, survivor: User, journal: Journal) -> None:
    """End what is twice or covered, and move the rest."""
    for role, twin in plan.twins:
        given = HomeGrant.objects.filter(role=twin).values("home")
        journal.change(HomeGrant.objects.filter(role=role).exclude(home__in=given), "role", twin.pk)
        if twin.through_parent and not role.through_parent:  # what is one's own is not ended by the parent
            journal.change(Role.objects.filter(pk=twin.pk), "through_parent", False)
    for role, _ in [*plan.twins, *plan.covered]:
        journal.change(Role.objects.filter(pk=role.pk), "ends_on", max(timezone.localdate(), role.starts_on))
    journal.change(Role.objects.filter(pk__in=[role.pk for role in plan.moves]), "user", survivor.pk)
