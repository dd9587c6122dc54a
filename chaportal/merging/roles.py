"""Who becomes what at the provider that is kept, and how many homes they see then: read before providers are merged."""

from collections import Counter

from django.db.models import Count

from homes.models import Home
from people.access import Permission
from people.models import Provider, Role


def sentences(gone: Provider, survivor: Provider) -> list[str]:
    """One for each role in force at either, those of the one that goes first: two queries."""
    found = Role.objects.current().filter(provider__in=[gone, survivor])
    roles = list(found.select_related("user").annotate(given=Count("homes")).order_by("user__email", "name", "pk"))
    homes = Counter(Home.objects.confirmed().filter(provider__in=[gone, survivor]).values_list("provider", flat=True))
    there = {(role.user_id, role.name): role for role in roles if role.provider_id == survivor.pk}
    came = [role for role in roles if role.provider_id == gone.pk]
    twins = {(role.user_id, role.name): role for role in came}
    return [
        *(_comes(role, there.get((role.user_id, role.name)), survivor, homes) for role in came),
        *(_stays(role, survivor, homes) for key, role in there.items() if key not in twins),
    ]


def _comes(role: Role, twin: Role | None, survivor: Provider, homes: Counter) -> str:
    sees = _sees(role, homes, role.given + (twin.given if twin else 0))
    becomes = "is, as before," if twin else "becomes"
    return f"{_who(role)} {becomes} {role.definition.label.lower()} of {survivor}, and sees {_homes(sees)}."


def _stays(role: Role, survivor: Provider, homes: Counter) -> str:
    """With what they see now, where it grows."""
    sees = _sees(role, homes, role.given)
    before = _sees(role, Counter({survivor.pk: homes[survivor.pk]}), role.given)
    more = f" ({before} now)" if sees != before else ""
    return f"{_who(role)} stays {role.definition.label.lower()} of {survivor}, and sees {_homes(sees)}{more}."


def _sees(role: Role, homes: Counter, given: int) -> int:
    if Permission.HOME_VIEW not in role.definition.permissions:
        return 0
    return given if role.definition.limited else homes.total()


def _who(role: Role) -> str:
    return f"{role.user.name} ({role.user.email})" if role.user.name else role.user.email


def _homes(number: int) -> str:
    return "no homes" if number == 0 else "1 home" if number == 1 else f"{number} homes"
