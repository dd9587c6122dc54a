"""What a sheet would make of what is kept: which of its organisations are here, and who of their people is new."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from members.duplicates import Duplicate, Organisation, duplicates_of_many
from members.imports.columns import from_json
from members.imports.reading import Entry, Person, Reading, is_same_person, read_entries
from members.models import Contact, ProviderImport
from people.models import Invitation, Provider, Role, User

NEW = "new"


@dataclass
class Planned:
    """An organisation of the sheet, and what would be made of it.

    `provider` is the one that it is here already; without one it is new, or `is_open`: a person has to say. Of its
    people, `people` would be kept; those `known` are here, and those `held` share an address with somebody. Of those
    who would be kept, the ones `elsewhere` have an account already, and would get one more role.
    """

    entry: Entry
    duplicates: list[Duplicate]
    provider: Provider | None = None
    is_open: bool = False
    has_owner: bool = False
    people: list[Person] = field(default_factory=list)
    known: list[Person] = field(default_factory=list)
    held: list[Person] = field(default_factory=list)
    elsewhere: list[Person] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.provider is None and not self.is_open

    @property
    def invited(self) -> list[Person]:
        """Those who would be asked to join: where there is an owner, that is the owner's to do."""
        return [] if self.has_owner else [each for each in self.people if each.email and each not in self.held]


@dataclass
class Plan:
    """The dry run: what was read, and what would be made of it."""

    reading: Reading
    entries: list[Planned]

    @cached_property
    def new(self) -> list[Planned]:
        return [each for each in self.entries if each.is_new]

    @cached_property
    def open(self) -> list[Planned]:
        return [each for each in self.entries if each.is_open]

    @cached_property
    def people(self) -> int:
        """Those of whom nobody knows yet."""
        return sum(len(each.people) - len(each.elsewhere) for each in self.entries)

    @cached_property
    def known(self) -> int:
        """Those who are here already, at this provider or with an account at another."""
        return sum(len(each.known) + len(each.elsewhere) for each in self.entries)

    @cached_property
    def invited(self) -> int:
        return sum(len(each.invited) for each in self.entries)

    @property
    def is_empty(self) -> bool:
        """Whether everything in the sheet is here already."""
        return not self.new and not any(each.people for each in self.entries)

    @property
    def seal(self) -> str:
        """Changes with whatever would be made."""
        made = [
            (each.entry.row, each.provider and each.provider.pk, each.is_open, each.has_owner, _rows(each.people))
            for each in self.entries
        ]
        return sha256(json.dumps([made, len(self.reading.faults)]).encode()).hexdigest()


def _rows(people: list[Person]) -> list[int]:
    return [person.row for person in people]


def plan_of(source: ProviderImport, user: User) -> Plan:
    """The dry run of an import whose columns were said. Nine queries, however many rows and providers there are."""
    reading = read_entries(from_json(source.content), source.heading_at, source.columns, source.unsaid)
    choices = json.loads(source.choices) if source.choices else {}
    duplicates = duplicates_of_many([_organisation(entry) for entry in reading.entries], user)
    entries = [
        _planned(entry, alike, choices.get(str(entry.row)))
        for entry, alike in zip(reading.entries, duplicates, strict=True)
    ]
    here = _Here(each.provider for each in entries if each.provider)
    accounts = _with_account(entries)
    for each in entries:
        _sort_people(each, here)
        each.elsewhere = [person for person in each.people if person.email in accounts and person not in each.held]
    return Plan(reading, entries)


def _organisation(entry: Entry) -> Organisation:
    names = tuple(entry.facts[name] for name in ("legal_name", "trading_name") if name in entry.facts)
    emails = tuple(person.email for person in entry.people if person.email)
    return Organisation(names, entry.facts.get("company_number", ""), emails)


def _planned(entry: Entry, duplicates: list[Duplicate], choice: str | int | None) -> Planned:
    same = [each.provider for each in duplicates if each.is_same]
    if len(same) == 1:
        return Planned(entry, duplicates, same[0])
    chosen = next((each.provider for each in duplicates if each.provider.pk == choice), None)
    return Planned(entry, duplicates, chosen, is_open=bool(duplicates) and not chosen and choice != NEW)


def _with_account(entries: list[Planned]) -> set[str]:
    """The addresses of the sheet that open or opened an account, wherever. One query."""
    emails = {person.email for each in entries for person in each.entry.people if person.email}
    return set(User.objects.filter(email__in=emails).values_list("email", flat=True))


class _Here:
    """Who is known of at some providers: people with roles, those invited, and contacts. Four queries."""

    def __init__(self, providers: Iterable[Provider]):
        ids = [provider.pk for provider in providers]
        self.addresses, self.contacts, self.owned = defaultdict(set), defaultdict(list), set()
        for pk, name, email in (
            Role.objects.current().filter(provider__in=ids).values_list("provider", "name", "user__email")
        ):
            self.addresses[pk].add(email)
            if name == "owner":
                self.owned.add(pk)
        # Of an account that was merged into one of these: its address means the same person.
        merged = Role.objects.current().filter(provider__in=ids, user__merged_here__undone_at=None)
        former = merged.exclude(user__merged_here=None).values_list("provider", "user__merged_here__gone__email")
        for pk, email in former:
            self.addresses[pk].add(email)
        for pk, email in Invitation.objects.pending().filter(provider__in=ids).values_list("provider", "email"):
            self.addresses[pk].add(email)
        for contact in Contact.objects.filter(provider__in=ids):
            self.contacts[contact.provider_id].append((contact.name, contact.email))


def _sort_people(planned: Planned, here: _Here) -> None:
    """Whose address somebody with an account has is that person, unless an earlier row was.

    Who is planned here is known to what follows: two spellings may turn out to be one provider.
    """
    pk = planned.provider and planned.provider.pk
    contacts, accounts = list(here.contacts[pk]), set(here.addresses[pk])
    planned.has_owner = pk in here.owned
    taken = accounts | {email for _, email in contacts}
    for person in planned.entry.people:
        if any(is_same_person(person.name, person.email, *other) for other in contacts) or person.email in accounts:
            planned.known.append(person)
        else:
            planned.people.append(person)
            planned.held += [person] if person.email and person.email in taken else []
        if pk:
            here.contacts[pk].append((person.name, person.email))
        accounts.discard(person.email)
        taken.add(person.email)
