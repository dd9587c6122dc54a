"""What the rows of a sheet say, by its columns: organisations with their people, and faults by row and column.

Without a database: who of them is here already is asked by `planning`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from homes.sheets.checking import SHOWN, Fault
from members.imports.columns import headings
from members.imports.fields import BY_NAME, OF_PERSON, OF_PROVIDER
from members.models.contact import ROLES_OFFERED
from members.names import plain
from people.providers.kinds import check_sector
from register.lists.owners import owner_key
from sheets import Sheet
from sheets.headings import Places
from sheets.table import FilledRow, table_below

LOCAL_AUTHORITY = "local_authority"  # the kind of member, and its sector
NO_PROVIDER = "This row names a person and no provider. Write the provider into each row."
OTHERWISE = "Row {row} says “{words}” of the same provider. Make the two the same."
OTHER_NAME = "Row {row} has this company number for “{words}”. Make the names the same, or correct the number."


@dataclass(frozen=True)
class Person:
    """Somebody in a row; `job_title` and `role` as they are kept."""

    row: int
    name: str
    email: str
    job_title: str
    role: str

    @property
    def role_in_words(self) -> str:
        return dict(ROLES_OFFERED).get(self.role, "")


@dataclass
class Entry:
    """An organisation, from the row that named it first: what is said of it, by field, and its people."""

    row: int
    facts: dict[str, str]
    people: list[Person] = field(default_factory=list)
    said_in: dict[str, int] = field(default_factory=dict)  # the row of each fact

    @property
    def name(self) -> str:
        return self.facts["legal_name"]


@dataclass
class Reading:
    """All that a sheet says; `left_out` has rows that seem to be notes, with their words, `unread` columns."""

    rows: int
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_entries(sheet: Sheet, at: int, places: Places, unsaid: Mapping[str, str]) -> Reading:
    """Read a sheet by what a person said of its columns; `unsaid` has what holds where no row says it."""
    table = table_below(sheet, at, places)
    rows, left_out = _without_notes(table.rows, places)
    reading = Reading(len(rows), left_out=left_out, unread=table.unread, notes=table.notes)
    reader = _Reader(reading, headings(sheet, at), places, unsaid)
    for row in rows:
        reader.take(row)
    reader.settle()
    return reading


def _without_notes(rows: list[FilledRow], places: Places) -> tuple[list[FilledRow], list[tuple[int, str]]]:
    """The rows, and those at the end in which one cell alone is filled: totals, and what somebody wrote below."""
    last = len(rows)
    while len(places) > 1 and last and sum(map(bool, rows[last - 1].cells.values())) <= 1:
        last -= 1
    if not last:
        return rows, []
    notes = [(row.row, "".join(row.cells.values())) for row in rows[last:]]
    return rows[:last], [(at, words) for at, words in notes if words]


class _Reader:
    def __init__(self, reading: Reading, named: dict[int, str], places: Places, unsaid: Mapping[str, str]):
        self.reading, self.unsaid = reading, unsaid
        self.headings = {name: named.get(place, "") for name, place in places.items()}
        self.by_name: dict[str, Entry] = {}
        self.by_number: dict[str, Entry] = {}

    def take(self, row: FilledRow) -> None:
        if not any(row.cells.values()):
            return
        if row.problem:
            self._fault(row, "", row.problem)
            return
        facts = {each.name: value for each in OF_PROVIDER if (value := self._value(row, each.name))}
        person = self._person(row)
        if "legal_name" not in facts:
            if not row.cells["legal_name"]:
                self._fault(row, "legal_name", NO_PROVIDER)
            return
        entry = self._entry(row, facts)
        if person and not _is_there(person, entry):
            entry.people.append(person)

    def settle(self) -> None:
        """Each organisation has the sector of its kind: where no row says one, it follows."""
        for entry in self.reading.entries:
            kind = entry.facts.get("member_kind") or self.unsaid.get("member_kind", "")
            if kind == LOCAL_AUTHORITY:
                entry.facts.setdefault("sector", LOCAL_AUTHORITY)
            try:
                check_sector(kind, entry.facts.get("sector", ""))
            except ValidationError as wrong:
                at = entry.said_in["sector"]
                self.reading.faults.append(Fault(at, self.headings.get("sector", ""), " ".join(wrong.messages), ""))

    def _value(self, row: FilledRow, name: str) -> str:
        cell = row.cells.get(name, "")
        if not cell:
            return ""
        try:
            return BY_NAME[name].read(cell)
        except ValidationError as wrong:
            self._fault(row, name, " ".join(wrong.messages))
            return ""

    def _person(self, row: FilledRow) -> Person | None:
        cells = {each.name: self._value(row, each.name) for each in OF_PERSON}
        name = cells["person"] or " ".join(filter(None, [cells["first_name"], cells["last_name"]]))
        if not name and not cells["email"]:
            return None
        return Person(row.row, name, cells["email"], cells["job_title"], cells["role"] or self.unsaid["role"])

    def _entry(self, row: FilledRow, facts: dict[str, str]) -> Entry:
        key, number = plain(facts["legal_name"]) or facts["legal_name"], facts.get("company_number", "")
        entry = self.by_name.get(key)
        if entry is None:
            entry = self.by_name[key] = Entry(row.row, {})
            self.reading.entries.append(entry)
        other = self.by_number.setdefault(number, entry) if number else entry
        if other is not entry:
            self._fault(row, "company_number", OTHER_NAME.format(row=other.row, words=other.name))
        for name, value in facts.items():
            self._add(row, entry, name, value)
        return entry

    def _add(self, row: FilledRow, entry: Entry, name: str, value: str) -> None:
        earlier = entry.facts.setdefault(name, value)
        first = entry.said_in.setdefault(name, row.row)
        same = owner_key(earlier) == owner_key(value) if name in ("legal_name", "trading_name") else earlier == value
        if not same and not BY_NAME[name].loose:
            self._fault(row, name, OTHERWISE.format(row=first, words=earlier[:SHOWN]))

    def _fault(self, row: FilledRow, name: str, sentence: str) -> None:
        cell = row.cells.get(name, "")[:SHOWN]
        self.reading.faults.append(Fault(row.row, self.headings.get(name, ""), sentence, cell))


def _is_there(person: Person, entry: Entry) -> bool:
    """Whether an earlier row named the same person of the same organisation."""
    return any(is_same_person(person.name, person.email, each.name, each.email) for each in entry.people)


def is_same_person(name: str, email: str, other_name: str, other_email: str) -> bool:
    """By the address, unless two names stand at it; without an address, by the name."""
    same_name = plain(name) == plain(other_name)
    if email and other_email:
        return email == other_email and (same_name or not name or not other_name)
    return bool(name) and same_name
