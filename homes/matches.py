"""Homes on the register that a provider may add: by what the register prints as their owner, or by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from homes.candidates import names_of, prints_another
from homes.models import Home
from people.models import Provider
from register.models import RegisterEntry, Registration
from sheets import numbers


class Outcome(StrEnum):
    """What can be done about a number."""

    FOUND = "Can be added"
    OTHER_OWNER = "Another owner is printed: can be added if it is yours"
    OWN = "Yours already"
    SHORTENED = "Shortened by a spreadsheet program: format the column as text, then write it again"
    UNKNOWN = "Not on the newest list: check it against your certificate. A newer home is added by itself"
    NO_HOME = "Neither a children’s home nor supported accommodation that is registered today"


CAN_BE_ADDED = (Outcome.FOUND, Outcome.OTHER_OWNER)


@dataclass(frozen=True)
class LookedUp:
    """A number, what can be done about it, its entry of the newest list, and how it was given where that differs."""

    urn: str
    outcome: Outcome
    entry: RegisterEntry | None = None
    typed: str = ""


def likely_homes(provider: Provider) -> QuerySet[RegisterEntry]:
    """What a provider can add of the newest list, where the owner's name is its own, and it never had or asked for.

    By its legal and trading name, and by names that staff confirmed as its own. That another provider here has one or
    asks for it changes nothing: it would tell who is a member.
    """
    names = names_of([provider])[provider.pk]
    own = Home.objects.with_claims().filter(provider=provider, registration=OuterRef("registration"))
    entries = RegisterEntry.objects.current().can_be_added().filter(owner_key__in=names)
    return entries.filter(~Exists(own)).select_related("registration").order_by("registration__number")


def looked_up(urns: Iterable[str], provider: Provider) -> list[LookedUp]:
    """What can be done about each number, once each and in their order. Three queries for any number."""
    given = list(dict.fromkeys(number for urn in urns if (number := _whole(urn))))
    meant = set().union(*map(numbers.as_listed, given))
    entries = RegisterEntry.objects.current().filter(
        registration__number__in=meant, registration__regulator=Registration.Regulator.OFSTED
    )
    known = {entry.registration.number: entry for entry in entries.select_related("registration")}
    homes = Home.objects.had_or_asked_for().filter(registration__number__in=meant, provider=provider)
    own, names = set(homes.values_list("registration__number", flat=True)), names_of([provider])[provider.pk]
    listed, typed = known.keys() | own, {}
    for number in given:
        typed.setdefault(numbers.one_of(number, listed) or number, number)
    lines = [LookedUp(urn, _outcome(urn, known.get(urn), own, names), known.get(urn)) for urn in typed]
    return [line if typed[line.urn] == line.urn else replace(line, typed=typed[line.urn]) for line in lines]


def _whole(urn: str) -> str:
    """A number in one spelling; as it is where a program shortened it, which then is on no list."""
    try:
        return numbers.register_number(urn)
    except numbers.Changed:
        return urn.strip()


def _outcome(urn: str, entry: RegisterEntry | None, own: set[str], names: set[str]) -> Outcome:
    if urn in own:  # on no list, if it is in Wales
        return Outcome.OWN
    if entry is None:
        return Outcome.SHORTENED if numbers.EXPONENT.fullmatch(urn) else Outcome.UNKNOWN
    if not entry.can_be_added:
        return Outcome.NO_HOME
    return Outcome.OTHER_OWNER if prints_another(entry, names) else Outcome.FOUND
