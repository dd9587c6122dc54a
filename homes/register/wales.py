"""Services in Wales. Care Inspectorate Wales publishes no list of children's homes, so people enter them, or a sheet.

DOMAIN, sections 2 and 4: what kinds there are, and why nothing of them is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homes.register import cells
from homes.register.codes import letters
from homes.register.problems import NotARegister, RowError, Unreadable
from people.sheets import NotASheet, SheetRow, read_sheets


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
FIELDS = {letters(heading): field for field, headings in HEADINGS.items() for heading in headings}
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


def service_number(words: str) -> str:
    """A service's number in one spelling: capitals, no spaces. Raises Unreadable."""
    number = "".join(words.split()).upper()
    if not number or len(number) > LONGEST_NUMBER or not number.replace("-", "").isalnum():
        raise Unreadable("This is not a number of a service: letters, figures and dashes, 20 at most.", "number")
    return number


def read_services(raw: bytes) -> tuple[list[WelshRow], list[RowError]]:
    """The services in a CSV, XLSX or ODS file, and the rows that cannot be read. Raises NotARegister."""
    try:
        sheets = read_sheets(raw, most_rows=MOST_ROWS)
    except NotASheet as fault:
        raise NotARegister(str(fault)) from None
    rows = next((sheet.rows for sheet in sheets if sheet.rows), [])
    columns = _columns(rows)
    found: dict[str, WelshRow] = {}
    errors = []
    for row in rows[1:]:
        try:
            service = _service(row, columns)
            if service.number in found:
                raise Unreadable(f"The number {service.number} stands above already.", "number")
            found[service.number] = service
        except Unreadable as fault:
            errors.append(RowError(row.line, row.row, HEADINGS[fault.field][0] if fault.field else None, str(fault)))
    return list(found.values()), errors


def _columns(rows: Sequence[SheetRow]) -> dict[str, int]:
    headings = rows[0].cells if rows else []
    columns = {FIELDS[key]: at for at, heading in enumerate(headings) if (key := letters(heading)) in FIELDS}
    missing = [HEADINGS[field][0] for field in ("number", "kind", "local_authority") if field not in columns]
    if missing or len(rows) < 2:
        wanted = ", ".join(names[0] for names in HEADINGS.values())
        raise NotARegister(
            f"The first row must have the headings {wanted}, three at least, with a service in each row below."
        )
    return columns


def _service(row: SheetRow, columns: dict[str, int]) -> WelshRow:
    words = {field: cells.text(row.cells[at]) if at < len(row.cells) else None for field, at in columns.items()}
    return WelshRow(
        number=service_number(words["number"] or ""),
        kind=_one_of(KINDS, words["kind"], "kind", "; ".join(WelshKind)),
        local_authority=_one_of(BY_LETTERS, words["local_authority"], "local_authority", "the 22 councils of Wales"),
        places=cells.count(words.get("places"), "places"),
        registered_on=cells.day(words.get("registered_on"), "registered_on"),
    )


def _one_of[Found](known: dict[str, Found], words: str | None, field: str, which: str) -> Found:
    found = known.get(letters(words or ""))
    if found is None:
        raise Unreadable(f"This is none of {which}.", field)
    return found
