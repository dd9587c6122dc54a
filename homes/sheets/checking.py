"""The dry run: a sheet's rows become changes to homes, and errors by row and column."""

from dataclasses import asdict, dataclass, field, replace

from django.core.exceptions import ValidationError

from homes.models import Home
from homes.sheets.fields import BY_HEADING, EMPTY, NUMBER, Field, letters
from homes.sheets.headings import below_headings
from homes.sheets.kept import Values, check_place, values_of
from people.models import User
from people.sheets import NotASheet, SheetRow, read_sheets
from people.sheets.writing import plain

NO_HEADING = "No heading “URN” was found in the first rows. Export your homes and fill in that sheet."
MOST_ROWS = 20_000
NUMBERS = {letters(heading) for heading in NUMBER}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a whole row where `column` is empty."""

    row: int
    column: str
    sentence: str
    cell: str = ""


@dataclass(frozen=True)
class Change:
    """What a row changes of a home: before and after, by field name."""

    row: int
    home: int
    urn: str
    before: Values
    after: Values


@dataclass
class Check:
    """What a dry run found. With any fault nothing can be applied."""

    rows: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
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
    def from_json(cls, kept: dict) -> "Check":
        changes, faults = [Change(**one) for one in kept["changes"]], [Fault(**one) for one in kept["faults"]]
        return cls(kept["rows"], changes, faults, kept["unknown"], [(row, home) for row, home in kept["homes"]])


@dataclass(frozen=True)
class Columns:
    """Where the number and each field stand in a row, and which headings mean nothing here."""

    number: int
    fields: dict[int, Field]
    unknown: list[str]


def check(raw: bytes, by: User) -> Check:
    """Compare a CSV, XLSX or ODS file with what is kept. Raises NotASheet with a sentence for what cannot be one.

    An empty cell leaves what is kept. Six queries for any number of rows.
    """
    columns, rows = below_headings(read_sheets(raw, most_rows=MOST_ROWS), _columns, missing=NO_HEADING)
    homes = {home.registration.number: home for home in Home.objects.editable_by(by).select_related("registration")}
    kept = values_of(homes.values(), by)
    found, seen = Check(len(rows), unknown=columns.unknown), {}
    for row in rows:
        _check_row(row, columns, homes, kept, found, seen)
    return found


def _columns(headings: list[str]) -> Columns | None:
    names = [letters(heading) for heading in headings]
    if not NUMBERS & set(names):
        return None
    known = {place: BY_HEADING[name] for place, name in enumerate(names) if name in BY_HEADING}
    twice = {each.heading for each in known.values() if list(known.values()).count(each) > 1}
    if twice:
        raise NotASheet(f"The heading “{sorted(twice)[0]}” stands there twice. Delete one of the two columns.")
    number = next(place for place, name in enumerate(names) if name in NUMBERS)
    other = [heading.strip() for place, heading in enumerate(headings) if place != number and place not in known]
    return Columns(number, known, [heading for heading in other if heading and letters(heading) not in READ_ONLY])


def _check_row(row: SheetRow, columns: Columns, homes: dict, kept: dict, found: Check, seen: dict) -> None:
    cells = [plain(cell).strip() for cell in row.cells]
    urn = "".join(cells[columns.number].split()).upper() if len(cells) > columns.number else ""
    fault = row.problem or _wrong_number(urn, homes, seen)
    if fault:
        found.faults.append(Fault(row.row, "" if row.problem else "URN", fault, urn))
        return
    seen[urn] = row.row
    home, faults = homes[urn], len(found.faults)
    found.homes.append((row.row, home.pk))
    after = _read(row.row, cells, columns, found)
    before = kept[home.pk]
    merged = before | after
    if (merged["youngest"] or 0) > (99 if merged["oldest"] is None else merged["oldest"]):
        found.faults.append(
            Fault(row.row, "Oldest age", "The oldest age is below the youngest.", str(merged["oldest"]))
        )
    after = {name: value for name, value in after.items() if value != before[name]}
    try:
        check_place(merged, after)
    except ValidationError as wrong:
        found.faults.append(Fault(row.row, "Alias", wrong.messages[0], str(merged["alias"])))
    if after and len(found.faults) == faults:
        found.changes.append(Change(row.row, home.pk, urn, {name: before[name] for name in after}, after))


def _wrong_number(urn: str, homes: dict, seen: dict) -> str:
    if not urn:
        return "This row has no URN."
    if urn in seen:
        return f"This URN stands in row {seen[urn]} already. Delete one of the two rows."
    if urn not in homes:
        return "None of the homes that you may edit has this URN. A home can be edited once it is confirmed."
    return ""


def _read(row: int, cells: list[str], columns: Columns, found: Check) -> Values:
    """The values of a row's cells that say something; a fault for each that cannot be read."""
    values = {}
    for place, each in columns.fields.items():
        cell = cells[place] if place < len(cells) else ""
        if cell.casefold() == EMPTY:
            values[each.name] = each.nothing
        elif cell:
            try:
                values[each.name] = each.read(cell)
            except ValidationError as wrong:
                found.faults.append(Fault(row, each.heading, wrong.messages[0], cell[:80]))
    return values


# What the export shows beside the fields: left as it is, and no reason to warn.
BESIDE = [
    *("Provider", "Region", "Local authority", "Places", "Vacancies as of", "Registered manager"),
    *("Latest judgement", "Judged on", "State"),
]
READ_ONLY = {letters(heading) for heading in BESIDE}
