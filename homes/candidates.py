"""What a number is that somebody wants to add: what the register prints of it, or that no list prints it yet.

Whether anybody has it here is not said: that would tell who is a member. Staff see it, and look into it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from people.models import Provider
from register.lists.owners import owner_key
from register.models import OwnerName, RegisterEntry
from sheets import numbers

SHAPE = re.compile(r"SC\d{6}|\d{7}")  # of a URN that is given today; lists have older ones too: register/lists/cells.py

TYPED = re.compile(r"SC ?\d{5,6}|\d{6,7}", re.IGNORECASE)  # a whole number, among others in one line
PARTED = re.compile(r"[,;\t\r\n]")


def typed_numbers(typed: str) -> list[str]:
    """The numbers in a box: one on each line, or parted by commas, tabs or, where each is whole, by spaces alone."""
    pieces = [piece.strip() for piece in PARTED.split(typed) if piece.strip()]
    return [number for piece in pieces for number in _within(piece)]


def _within(piece: str) -> list[str]:
    whole = TYPED.findall(piece)
    return whole if len(whole) > 1 and not TYPED.sub("", piece).strip() else [piece]


@dataclass(frozen=True)
class Candidate:
    """A number in one spelling, and its entry of the newest list; without one, it is newer than that."""

    number: str
    entry: RegisterEntry | None

    @property
    def is_newer(self) -> bool:
        """Whether no list prints it yet."""
        return self.entry is None


def candidate(urn: str) -> Candidate:
    """What can be added under a number, typed in any case and with any spaces. Two queries at most.

    Raises ValidationError with what to do: no number of Ofsted's, no longer registered, or neither a children's home
    nor supported accommodation.
    """
    number = _number(urn)
    entry = _listed(number)
    if entry is None:
        _check_newer(number)
    elif not entry.on_register:
        raise ValidationError(f"The register says that {number} is {entry.status.lower()}. Ring us if that is wrong.")
    elif not entry.can_be_added:
        raise ValidationError(
            f"{number} is registered as “{entry.provision_type}”. Children's homes and supported accommodation can be "
            "added here."
        )
    return Candidate(entry.registration.number if entry else number, entry)


def names_of(providers: Iterable[Provider]) -> dict[int, set[str]]:
    """By a provider's id what it is called, as keys of owners' names: its own, and those that staff confirmed.

    One query. A name that is confirmed as another provider's is none of it.
    """
    own = {
        each.pk: {owner_key(name) for name in (each.legal_name, each.trading_name) if name} - {""} for each in providers
    }
    every = set().union(*own.values())
    confirmed = OwnerName.objects.filter(provider__in=own) | OwnerName.objects.filter(key__in=every)
    for key, provider in confirmed.values_list("key", "provider"):
        for pk, keys in own.items():
            keys.discard(key) if pk != provider else keys.add(key)
    return own


def prints_another(entry: RegisterEntry | None, names: set[str]) -> bool:
    """Whether the owner that a list prints is none of these names. Of an entry without an owner nothing is said."""
    return bool(entry and entry.owner_key and entry.owner_key not in names)


def _number(urn: str) -> str:
    try:
        return numbers.register_number(urn)
    except numbers.Changed as fault:
        raise ValidationError(str(fault)) from None


def _listed(number: str) -> RegisterEntry | None:
    """Its entry of the newest list, though nobody typed the SC before it."""
    listed = RegisterEntry.objects.current().filter(registration__number__in=numbers.as_listed(number))
    entries = listed.select_related("registration", "file").defer("file__original")
    found = {entry.registration.number: entry for entry in entries}
    return found.get(numbers.one_of(number, found) or "")


def _check_newer(number: str) -> None:
    if not SHAPE.fullmatch(number):
        raise ValidationError(
            f"No home on the current register has the number {number}, and it is no Ofsted number: that is SC and six "
            "digits, or seven digits. It stands on your certificate of registration."
        )
    if RegisterEntry.objects.in_use().filter(registration__number=number).exists():
        raise ValidationError(f"The newest list of the register does not name {number} any more. Ring us if it should.")
