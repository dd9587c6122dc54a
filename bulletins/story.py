"""That bulletins went to people of a provider: for its owners and membership staff."""

from django.db.models import Count, F, Max, Q

from bulletins.models import Delivery
from people.access import Permission, can
from people.models import Provider, User
from people.providers.story import MOST, Happened

ON_THAT_DAY = F("accepted_at__date")


def of_bulletins(provider: Provider, reader: User) -> list[Happened]:
    """When a bulletin was last accepted for somebody who had a role there on that day, and for how many. One query."""
    if not can(reader, Permission.PROVIDER_MANAGE, provider) and not can(reader, Permission.MEMBERSHIP_MANAGE):
        return []
    had_role = Q(user__roles__ends_on=None) | Q(user__roles__ends_on__gt=ON_THAT_DAY)
    had_role &= Q(user__roles__provider=provider, user__roles__starts_on__lte=ON_THAT_DAY)
    accepted = Delivery.objects.filter(had_role)  # one that was not has no day
    by_bulletin = accepted.values("bulletin", "bulletin__subject")
    counted = by_bulletin.annotate(people=Count("user", distinct=True), at=Max("accepted_at")).order_by("-at")
    return [Happened(row["at"], _sentence(row), "", "") for row in counted[:MOST]]


def _sentence(row: dict) -> str:
    people = "one of its people" if row["people"] == 1 else f"{row['people']} of its people"
    return f"The bulletin “{row['bulletin__subject']}” was sent to {people}."
