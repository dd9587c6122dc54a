"""Homes on the register that a provider may add: by what the register prints as their owner, or by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from homes.models import Home
from people.models import Provider
from register.lists.owners import owner_key
from register.models import OwnerName, RegisterEntry, Registration
from sheets import numbers

OPEN_STATES = (Home.State.CLAIMED, Home.State.CONFIRMED)


class Outcome(StrEnum):
    """What can be done about a number."""

    FOUND = "Can be added"
    OWN = "Yours already"
    TAKEN = "Belongs to another provider here: if it is yours now, ring us"
    SHORTENED = "Shortened by a spreadsheet program: format the column as text, then write it again"
    UNKNOWN = "Not on the newest list: check it against your certificate"
    NO_HOME = "Neither a children’s home nor supported accommodation that is registered today"


@dataclass(frozen=True)
class LookedUp:
    """A number, what can be done about it, its entry of the newest list, and how it was given where that differs."""

    urn: str
    outcome: Outcome
    entry: RegisterEntry | None = None
    typed: str = ""


def likely_homes(provider: Provider) -> QuerySet[RegisterEntry]:
    """What a provider can add of the newest list, where the owner's name is its own and nobody has it yet.

    By its legal and trading name, and by names that staff confirmed as its own.
    """
    keys = {owner_key(name) for name in (provider.legal_name, provider.trading_name) if name}
    keys |= set(OwnerName.objects.filter(provider=provider).values_list("key", flat=True))
    elsewhere = set(OwnerName.objects.filter(key__in=keys).exclude(provider=provider).values_list("key", flat=True))
    # What another provider asks for and nobody confirmed keeps nobody from their own.
    theirs = Q(state=Home.State.CONFIRMED) | Q(state=Home.State.CLAIMED, provider=provider)
    added = Home.objects.filter(theirs, registration=OuterRef("registration"))
    entries = RegisterEntry.objects.current().can_be_added().filter(owner_key__in=keys - elsewhere - {""})
    return entries.filter(~Exists(added)).select_related("registration").order_by("registration__number")


def looked_up(urns: Iterable[str], provider: Provider) -> list[LookedUp]:
    """What can be done about each number, once each and in their order. Two queries for any number."""
    given = list(dict.fromkeys(number for urn in urns if (number := _whole(urn))))
    # A number of Ofsted's has seven figures, or SC and six, which people leave out and programs shorten.
    meant = {*given, *(f"SC{number:0>6}" for number in given if number.isdecimal())}
    entries = RegisterEntry.objects.current().filter(
        registration__number__in=meant, registration__regulator=Registration.Regulator.OFSTED
    )
    known = {entry.registration.number: entry for entry in entries.select_related("registration")}
    homes = Home.objects.filter(registration__number__in=meant, state__in=OPEN_STATES)
    open_homes = list(homes.values_list("registration__number", "provider", "state"))
    own = {number for number, owner, _ in open_homes if owner == provider.pk}
    taken = {number for number, _, state in open_homes if state == Home.State.CONFIRMED} - own
    listed, typed = known.keys() | own, {}
    for number in given:
        typed.setdefault(numbers.one_of(number, listed) or number, number)
    lines = [LookedUp(urn, _outcome(urn, known.get(urn), own, taken), known.get(urn)) for urn in typed]
    return [line if typed[line.urn] == line.urn else replace(line, typed=typed[line.urn]) for line in lines]


def _whole(urn: str) -> str:
    """A number in one spelling; as it is where a program shortened it, which then is on no list."""
    try:
        return numbers.register_number(urn)
    except numbers.Changed:
        return urn.strip()


def _outcome(urn: str, entry: RegisterEntry | None, own: set[str], taken: set[str]) -> Outcome:
    if urn in own:  # on no list, if it is in Wales
        return Outcome.OWN
    if entry is None:
        return Outcome.SHORTENED if numbers.EXPONENT.fullmatch(urn) else Outcome.UNKNOWN
    if urn in taken:
        return Outcome.TAKEN
    return Outcome.FOUND if entry.can_be_added else Outcome.NO_HOME
