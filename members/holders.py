"""Which provider had which registration on a day."""

from homes.models import Home
from register.models import OwnerName, RegisterEntry, RegisterFile, Registration


def holders_on(day, file: RegisterFile | None) -> dict[int, int]:
    """Providers by the registrations that were theirs on a day, whoever said so. Six queries.

    First what staff confirmed for that day. Then what they have confirmed since: homes are added here long after they
    opened. Then what the list of the day prints under a name that a person knows to be the provider's.
    """
    printed = RegisterEntry.objects.filter(file=file).values_list("owner_key", "registration")
    names = dict(OwnerName.objects.values_list("key", "provider"))
    found = {number: names[key] for key, number in printed.filter(owner_key__in=names)}
    now = dict(Home.objects.confirmed().values_list("registration", "provider"))
    then = dict(Home.objects.confirmed_on(day).values_list("registration", "provider"))
    return found | with_earlier_numbers(now) | with_earlier_numbers(then)


def with_earlier_numbers(providers: dict[int, int]) -> dict[int, int]:
    """The same with the numbers that homes had before: a list prints the one of its time."""
    found = dict(providers)
    earlier = dict(Registration.objects.exclude(succeeds=None).values_list("pk", "succeeds"))
    for number, provider in providers.items():
        while (number := earlier.get(number)) and number not in found:
            found[number] = provider
    return found
