"""How many homes and places each member has on the census date, by the register.

England's by the list that covers the day. Wales publishes none: what staff and members keep of its services counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from members.holders import holders_on
from register.lists.wales import WelshKind
from register.models import RegisterEntry, RegisterFile, WelshService

# Lists came once a year at first, and every month by now.
OLDEST = timedelta(days=366)


@dataclass(frozen=True)
class Count:
    """What a member's band rests on."""

    homes: int = 0
    places: int = 0


@dataclass(frozen=True)
class Census:
    """A census date with the list that covers it, None if none does; places by the registrations that count."""

    day: date
    file: RegisterFile | None
    places: dict[int, int]

    def of(self, registrations: Iterable[int]) -> Count:
        """How many of some registrations count, and their places."""
        counted = [self.places[number] for number in set(registrations) if number in self.places]
        return Count(len(counted), sum(counted))

    def by_provider(self) -> dict[int, Count]:
        """Of each provider that has any. Six queries."""
        held = defaultdict(list)
        for number, provider in holders_on(self.day, self.file).items():
            held[provider].append(number)
        return {provider: self.of(numbers) for provider, numbers in held.items()}


def list_covering(day: date) -> RegisterFile | None:
    """The newest list in use of every provider, of the day or of the year before it."""
    lists = RegisterFile.objects.as_at_lists().whole().filter(as_at__lte=day, as_at__gte=day - OLDEST)
    return lists.defer("original").order_by("-as_at", "-pk").first()


def census_on(day: date) -> Census:
    """The census of a day: children's homes and supported accommodation on the register then. Three queries."""
    file = list_covering(day)
    english = RegisterEntry.objects.filter(file=file).can_be_added().values_list("registration", "places")
    welsh = WelshService.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day)).exclude(kind=WelshKind.FAMILY_CENTRE)
    places = {number: places or 0 for number, places in english}
    places |= {number: places or 0 for number, places in welsh.values_list("registration", "places")}
    return Census(day, file, places)
