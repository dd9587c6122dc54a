"""Services in Wales. Care Inspectorate Wales publishes no list of children's homes, so people enter them, or a sheet.

What kinds there are, and why nothing of them is public: docs/domain.md, “Wales”.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.lists import cells
from register.lists.problems import RowError, Unreadable
from sheets import NotASheet, numbers
from sheets.days import NoDay, read_day
from sheets.headings import letters
from sheets.table import FilledRow, read_table


class WelshKind(StrEnum):
    CARE_HOME = "Care home for children"
    SECURE = "Secure accommodation service"
    FAMILY_CENTRE = "Residential family centre"
    SPECIAL_SCHOOL = "Special school residential service"


# English name: Welsh name.
LOCAL_AUTHORITIES = {
    "Blaenau Gwent": "Blaenau Gwent",
    "Bridgend": "Pen-y-bont ar Ogwr",
    "Caerphilly": "Caerffili",
    "Cardiff": "Caerdydd",
    "Carmarthenshire": "Sir Gaerfyrddin",
    "Ceredigion": "Ceredigion",
    "Conwy": "Conwy",
    "Denbighshire": "Sir Ddinbych",
    "Flintshire": "Sir y Fflint",
    "Gwynedd": "Gwynedd",
    "Isle of Anglesey": "Ynys Môn",
    "Merthyr Tydfil": "Merthyr Tudful",
    "Monmouthshire": "Sir Fynwy",
    "Neath Port Talbot": "Castell-nedd Port Talbot",
    "Newport": "Casnewydd",
    "Pembrokeshire": "Sir Benfro",
    "Powys": "Powys",
    "Rhondda Cynon Taf": "Rhondda Cynon Taf",
    "Swansea": "Abertawe",
    "Torfaen": "Torfaen",
    "Vale of Glamorgan": "Bro Morgannwg",
    "Wrexham": "Wrecsam",
}
BY_LETTERS = {letters(name): english for english, welsh in LOCAL_AUTHORITIES.items() for name in (english, welsh)}
KINDS = {letters(kind): kind for kind in WelshKind}
HEADINGS = {
    "number": ("Number", "CIW number", "Service number"),
    "kind": ("Kind of service", "Service type", "Kind"),
    "local_authority": ("Local authority",),
    "places": ("Places", "Maximum capacity", "Capacity"),
    "registered_on": ("Registered on", "Registration date"),
}
NEEDED = ("number", "kind", "local_authority")
NO_HEADINGS = (
    f"No row of this file has the headings {', '.join(HEADINGS[field][0] for field in NEEDED)}. Others are read too: "
    f"{', '.join(names[0] for field, names in HEADINGS.items() if field not in NEEDED)}."
)
MOST_ROWS = 1000  # 264 services in 2020/21
LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class WelshRow:
    """A service as a sheet has it."""

    number: str
    kind: WelshKind
    local_authority: str
    places: int | None
    registered_on: date | None

    def as_list(self) -> list:
        """Plain values, which `from_list` takes."""
        day = self.registered_on and self.registered_on.isoformat()
        return [self.number, self.kind, self.local_authority, self.places, day]

    @classmethod
    def from_list(cls, values: list) -> "WelshRow":
        number, kind, local_authority, places, day = values
        return cls(number, WelshKind(kind), local_authority, places, day and date.fromisoformat(day))


@dataclass(frozen=True, slots=True)
class WelshSheet:
    """The services of a sheet, the rows that cannot be read, and what the table says of its other columns."""

    services: list[WelshRow]
    errors: list[RowError]
    unread: list[str]
    notes: list[str]


def service_number(words: str) -> str:
    """A service's number in one spelling: capitals, no spaces. Raises Unreadable."""
    number = _whole(numbers.register_number, words, "number")
    if not number or len(number) > LONGEST_NUMBER or not number.replace("-", "").isalnum():
        raise Unreadable("This is not a number of a service: letters, figures and dashes, 20 at most.", "number")
    return number


def read_services(raw: bytes) -> WelshSheet:
    """The services in a CSV, XLSX or ODS file. Raises NotASheet."""
    table = read_table(raw, HEADINGS, NEEDED, missing=NO_HEADINGS, most_rows=MOST_ROWS)
    if not table.rows:
        raise NotASheet("There is no service below the headings.")
    found: dict[str, WelshRow] = {}
    errors = []
    for row in table.rows:
        try:
            service = _service(row)
            if service.number in found:
                raise Unreadable(f"The number {service.number} stands above already.", "number")
            found[service.number] = service
        except Unreadable as fault:
            errors.append(RowError(row.row, row.row, HEADINGS[fault.field][0] if fault.field else None, str(fault)))
    return WelshSheet(list(found.values()), errors, table.unread, table.notes)


def _service(row: FilledRow) -> WelshRow:
    if row.problem:
        raise Unreadable(row.problem)
    words = {field: cells.text(row.cells.get(field, "")) for field in HEADINGS}
    return WelshRow(
        number=service_number(words["number"] or ""),
        kind=_one_of(KINDS, words["kind"], "kind", "; ".join(WelshKind)),
        local_authority=_one_of(BY_LETTERS, words["local_authority"], "local_authority", "the 22 councils of Wales"),
        places=cells.count(_whole(numbers.whole, words["places"] or "", "places") or None, "places"),
        registered_on=_day(words["registered_on"]),
    )


def _whole(mend: Callable[[str], str], words: str, field: str) -> str:
    try:
        return mend(words)
    except numbers.Changed as fault:
        raise Unreadable(str(fault), field) from None


def _day(words: str | None) -> date | None:
    try:
        return read_day(words) if words else None
    except NoDay as fault:
        raise Unreadable(str(fault), "registered_on") from None


def _one_of[Found](known: dict[str, Found], words: str | None, field: str, which: str) -> Found:
    found = known.get(letters(words or ""))
    if found is None:
        raise Unreadable(f"This is none of {which}.", field)
    return found
