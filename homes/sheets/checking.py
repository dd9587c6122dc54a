"""The dry run: a sheet's rows become changes to homes, and errors by row and column."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace

from django.core.exceptions import ValidationError

from cleaning.text import cleaned
from homes.models import Area, Home
from homes.sheets.fields import EMPTY, FIELDS, NAMES, NOTHING, Field
from homes.sheets.values import Values, areas_of, check_place, check_posts, values_of
from homes.vacancies import check_vacancies, places_of
from people.models import User
from sheets import numbers
from sheets.table import FilledRow, read_table

NO_HEADING = "No heading “URN” was found in the first rows. Export your homes and fill in that sheet."
NOT_CONFIRMED = "This home waits to be confirmed: its columns can be filled in then. Leave them empty until it is."
NO_AREA = "You have no area of this name. Add it under “Areas” first."
MOST_ROWS = 20_000
SHOWN = 80  # characters of a cell that are shown again


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a whole row where `column` is empty."""

    row: int
    column: str
    sentence: str
    cell: str = ""


@dataclass(frozen=True)
class Change:
    """What a row changes of a home: before and after, by field name. `typed` is its number where it stood otherwise."""

    row: int
    home: int
    urn: str
    before: Values
    after: Values
    typed: str = ""


@dataclass
class Check:
    """What a dry run found. With any fault nothing can be applied. `unread` and `notes` are those of the table."""

    rows: int
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    homes: list[tuple[int, int]] = field(default_factory=list)  # row and home, of each row that names one

    def of_homes(self, ids: set[int]) -> "Check":
        """What was found without the rows of other homes than these."""
        others = {row for row, home in self.homes if home not in ids}
        return replace(
            self,
            changes=[change for change in self.changes if change.row not in others],
            faults=[fault for fault in self.faults if fault.row not in others],
        )

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict) -> "Check":
        changes, faults = [Change(**one) for one in stored["changes"]], [Fault(**one) for one in stored["faults"]]
        homes = [(row, home) for row, home in stored["homes"]]
        return cls(stored["rows"], changes, faults, stored["unread"], stored["notes"], homes)


def check(raw: bytes, by: User) -> Check:
    """Compare a CSV, XLSX or ODS file with what is kept. Raises NotASheet with a sentence for what cannot be one.

    An empty cell leaves what is kept. A home that waits to be confirmed may stand there, and nothing beside it. Ten
    queries for any number of rows.
    """
    table = read_table(raw, NAMES, ["number"], missing=NO_HEADING, most_rows=MOST_ROWS)
    known = _known(by)
    found, seen = Check(len(table.rows), unread=table.unread, notes=table.notes), {}
    for row in table.rows:
        _check_row(row, known, found, seen)
    return found


@dataclass(frozen=True)
class _Known:
    """The homes that a sheet may name, by number; of each its values and its places, by its id."""

    homes: dict[str, Home]
    values: dict[int, Values]
    places: dict[int, int]
    areas: dict[tuple[int, str], Area]


def _known(by: User) -> _Known:
    waiting = Home.objects.own(by).claimed().select_related("registration")
    editable = list(Home.objects.editable_by(by).select_related("registration"))
    homes = {home.registration.number: home for home in [*waiting, *editable]}
    return _Known(homes, values_of(editable, by), places_of(editable), areas_of(editable))


def _check_row(row: FilledRow, known: _Known, found: Check, seen: dict) -> None:
    typed = row.cells["number"]
    urn, fault = _number(typed, known.homes, seen)
    if row.problem or fault:
        found.faults.append(Fault(row.row, "" if row.problem else "URN", row.problem or fault, urn))
        return
    seen[urn] = row.row
    home, faults = known.homes[urn], len(found.faults)
    found.homes.append((row.row, home.pk))
    before = known.values.get(home.pk, NOTHING)
    after = _read(row, before, found)
    if after.get("area"):  # as it is spelt where it is kept
        area = known.areas.get((home.provider_id, after["area"].casefold()))
        after["area"] = area.name if area else after["area"]
    merged = before | after
    after = {name: value for name, value in after.items() if value != before[name]}
    found.faults += _faults(row.row, before, merged, after, known.places.get(home.pk))
    if after.get("area") and not area:
        found.faults.append(Fault(row.row, "Area", NO_AREA, after["area"][:SHOWN]))
    if after and home.pk not in known.values:
        found.faults.append(Fault(row.row, "", NOT_CONFIRMED, urn))
    if after and len(found.faults) == faults:
        change = Change(row.row, home.pk, urn, {name: before[name] for name in after}, after)
        found.changes.append(change if numbers.register_number(typed) == urn else replace(change, typed=typed[:SHOWN]))


def _faults(row: int, before: Values, merged: Values, after: Values, places: int | None) -> Iterator[Fault]:
    """What goes ill together with what is kept, or with what the register prints."""
    youngest, oldest = merged["youngest"], merged["oldest"]
    if None not in (youngest, oldest) and youngest > oldest:
        yield Fault(row, "Oldest age", "The oldest age is below the youngest.", str(oldest))
    try:
        check_place(merged, after)
    except ValidationError as wrong:
        yield Fault(row, "Alias", " ".join(wrong.messages), str(merged["alias"]))
    try:
        check_vacancies(after.get("vacancies"), places)
    except ValidationError as wrong:
        yield Fault(row, "Vacancies", " ".join(wrong.messages), str(after["vacancies"]))
    try:
        check_posts(before, after)
    except ValidationError as wrong:
        yield Fault(row, "", " ".join(wrong.messages))


def _number(typed: str, homes: dict, seen: dict) -> tuple[str, str]:
    """Which home a row names, and what is wrong with that."""
    try:
        number = numbers.register_number(typed)
    except numbers.Changed as fault:
        return typed, str(fault)
    number = numbers.one_of(number, homes) or number
    if not number:
        return "", "This row has no URN."
    if number in seen:
        return number, f"This URN stands in row {seen[number]} already. Delete one of the two rows."
    if number not in homes:
        return number, "None of the homes that you may edit has this URN. A home can be edited once it is confirmed."
    return number, ""


def _read(row: FilledRow, before: Values, found: Check) -> Values:
    """The values of a row's cells that say something; a fault for each that cannot be read."""
    values = {}
    for each in FIELDS:
        cell = row.cells.get(each.name, "")
        if _in_words(each, before[each.name]) == cell:  # whatever is kept comes back as it was exported
            values[each.name] = before[each.name]
        elif cell.casefold() == EMPTY:
            values[each.name] = each.nothing
        elif cell:
            try:
                values[each.name] = each.read(cell)
            except ValidationError as wrong:
                found.faults.append(Fault(row.row, each.heading, " ".join(wrong.messages), cell[:SHOWN]))
    return values


def _in_words(each: Field, value) -> str:
    words = each.write(value)
    return "" if words is None else cleaned(str(words)).strip()
