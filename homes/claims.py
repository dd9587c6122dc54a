"""What waits to be confirmed, as staff see it: who asks, whom the register prints, and who has it here."""

from dataclasses import dataclass

from django.db.models import QuerySet

from homes.candidates import names_of, prints_another
from homes.locations import is_own
from homes.models import Home
from people.access import Permission, can
from people.models import User
from register.models import Registration


@dataclass(frozen=True)
class Claim:
    """A home that waits. `held` is the home of another provider under the same number, which has it now."""

    home: Home
    is_other_owner: bool
    held: Home | None

    @property
    def is_newer(self) -> bool:
        """Whether the newest list does not print it: of Wales there is none."""
        return self.home.entry is None and self.home.registration.regulator == Registration.Regulator.OFSTED


def transfers_asked(home: Home, by: User) -> QuerySet[Home]:
    """Claims that say they take over this home, for its own people and for staff who confirm homes."""
    asked = Home.objects.claimed().filter(registration=home.registration_id, takes_over=True)
    may_know = can(by, Permission.HOME_CONFIRM) or is_own(home, by)
    return asked.select_related("provider") if may_know else asked.none()


def waiting(user: User) -> list[Claim]:
    """All claims that the user may decide, the longest waiting first; what no list prints yet comes last.

    Six queries for any number.
    """
    homes = list(Home.objects.visible_to(user).claimed().with_register().order_by("claimed_at", "pk"))
    names = names_of({home.provider for home in homes})
    holding = Home.objects.confirmed().filter(registration__in=[home.registration_id for home in homes])
    held = {home.registration_id: home for home in holding.select_related("provider", "registration")}
    claims = [
        Claim(home, prints_another(home.entry, names[home.provider_id]), held.get(home.registration_id))
        for home in homes
    ]
    return sorted(claims, key=lambda claim: claim.is_newer)
