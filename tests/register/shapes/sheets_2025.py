"""The workbook as at 31 March 2025, in the shape of the published ODS file: five lists between covers and counts."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.register.shapes import list_2025, moves_2025
from tests.register.shapes import providers as kinds
from tests.register.shapes.counts import counted_sheets, front_sheets
from tests.register.shapes.inspections import FOUR_GRADES, OUTCOMES, blank_cells, inspect
from tests.register.shapes.list_2025 import DAY, GRADED, HOW_MANY_2025, JUDGED, NOTES
from tests.register.shapes.ods import workbook
from tests.register.shapes.providers import (
    ADDRESS,
    WITH_WALES,
    Row,
    area_cells,
    providers,
    put,
    redact,
    untidy_addresses,
)
from tests.register.shapes.shape import Columns, Shape

AS_AT, IN_YEAR = "Provider_level_at_31_Mar_2025", "Provider_level_in_year_2024-25"
PLACES, PREMISES = "Providers+places_at_31_Mar_2025", "SA_Premises_at_31_Mar_2025"
MOVES = "Leavers+Joiners_at_31_Mar_2025"
TITLE = "Children's social care data in England 2025 – "
TITLES = {
    AS_AT: list_2025.TITLE,
    IN_YEAR: f"{TITLE}Provider level in year 2024-25",
    PLACES: f"{TITLE}Providers and places at 31 March 2025",
    PREMISES: f"{TITLE}Supported accommodation premises as at 31 March 2025",
    MOVES: f"{TITLE}Leavers and Joiners at 31 March 2025",
}
RENAMED_IN_YEAR = {
    "Multi Building Children's Home": "Multi building children's home",
    "\nLatest Full inspection event type": "\nInspection event type",
    "\nLatest full inspection date": "Inspection date",
    "Latest full inspection publication date": "Inspection publication date",
    "\nLatest full inspection event number": "\nInspection event number",
    "\nHow well children and young people are helped and protected": (
        "How well children and young people are helped and protected"
    ),
}
RENAMED_IN_PLACES = {
    "Linked Education URN": "Linked education URN",
    "Multi Building Children's Home": "Multi building children's home",
    "Organisation which owns the provider": "Organisation name",
}
COLUMNS_OF_PREMISES = {
    "Web link": "link",
    "URN": "urn",
    "Provider name": "name",
    "Provision type": "kind",
    "Registration date": "registered",
    "Registration status": "status",
    "Service category (Note 4)": "category",
    "Places": "places",
    "Premises Ofsted Region": "ofsted_region",
    "Premises Government Office Region": "region",
    "Premises Parliamentary Constituency": "constituency",
    "Premises Local Authority": "local_authority",
    "Sector": "sector",
    "Organisation name": "owner",
}
FIRST_OF_AN_INSPECTION = list(list_2025.COLUMNS).index("\nLatest Full inspection event type")
COLUMNS = {
    AS_AT: list_2025.COLUMNS,
    IN_YEAR: {RENAMED_IN_YEAR.get(heading, heading): key for heading, key in list_2025.COLUMNS.items()},
    PLACES: {
        RENAMED_IN_PLACES.get(heading, heading): key
        for heading, key in list(list_2025.COLUMNS.items())[:FIRST_OF_AN_INSPECTION]
    },
    PREMISES: COLUMNS_OF_PREMISES,
    MOVES: moves_2025.COLUMNS,
}


def workbook_2025(*, without: str = "") -> Shape:
    """Sheets in their order, perhaps without one; those of counts say what the lists of this file give."""
    lists = {
        AS_AT: list_2025.rows_of_2025(),
        IN_YEAR: _in_year(),
        PLACES: _places(),
        PREMISES: _premises(),
        MOVES: moves_2025.rows_of_moves(),
    }
    listed = {name: _sheet(TITLES[name], COLUMNS[name], rows) for name, rows in lists.items()}
    sheets = {**front_sheets(TITLES), **listed, **counted_sheets(lists[AS_AT], lists[IN_YEAR])}
    raw = workbook({name: rows for name, rows in sheets.items() if name != without})
    return Shape("provider_at_march_2025.ods", raw, lists)


def _sheet(title: str, columns: Columns, rows: Sequence[Row]) -> list[Sequence[object]]:
    above: list[Sequence[object]] = [[title], *([note] for note in NOTES)]
    return [*above, list(columns), *([row[key] for key in columns.values()] for row in rows)]


def _in_year() -> list[Row]:
    """The inspections of a year: assurance and monitoring visits have no grades."""
    rows = providers(HOW_MANY_2025, 2024, before=date(2024, 3, 31))
    redact(rows, kinds.SUPPORTED, ADDRESS)
    blank_cells(rows, JUDGED)
    year: Mapping = {"before": DAY, "within": 360}
    inspect(rows, dict.fromkeys(GRADED, FOUR_GRADES), 24, event="Full inspection", **year)
    put(rows, kinds.HOME, "owner", "", " Alder Homes Limited", "Alder Homes Limited ", "ALDER  HOMES LIMITED")
    visits = [dict(row) for row in rows if row["kind"] == kinds.HOME][:6]
    blank_cells(visits, GRADED)
    inspect(visits[:3], {}, 26, event="Assurance visit", **year)
    inspect(visits[3:], {}, 27, event="Monitoring inspection", **year)
    visits[5]["event"] = "Monitoring Inspection"
    for number, row in enumerate([*rows, *visits]):
        row["number"] = 92_000_001 + number
    untidy_addresses(rows)
    _noise_in_year(rows)
    return sorted([*rows, *visits], key=lambda row: str(row["urn"]))


def _noise_in_year(rows: list[Row]) -> None:
    supported = [row for row in rows if row["kind"] == kinds.SUPPORTED]
    blank_cells(supported, GRADED)
    put(rows, kinds.SUPPORTED, "outcome", *OUTCOMES)
    put(rows, kinds.SUPPORTED, "premises", 1, 12, 104)
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "status", "Suspended", "Resigned", "Cancelled")
    put(rows, kinds.HOME, "short_breaks", "Short breaks only")
    put(rows, kinds.HOME, "multi_building", "Y")
    put(rows, kinds.HOME, "event", "Full Inspection")
    put(rows, kinds.HOME, "number", 91_000_001, 91_000_001)
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.SPECIAL_SCHOOL, "school", "", 900_001, 900_001)
    put(rows, kinds.SECURE_HOME, "education", "Good", "Outstanding", "Requires improvement to be good", "Inadequate")
    put(rows, kinds.SECURE_HOME, "health", "Good", "Outstanding", "Requires improvement to be good", "Good")
    put(rows, kinds.FAMILY_CENTRE, "owner", date(1900, 1, 3), "Gorse's Own, Limited", "Gorse & Ash (North) Limited")
    put(rows, kinds.FOSTERING, "address_2", *["Alder Way, Ash's Park", "Ash Road  "] * 2)
    put(rows, kinds.FOSTERING, "town", "", "Ash, CINDERMEAD", "ALDERWICK")
    put(rows, kinds.ADOPTION_SUPPORT, "address_2", *["Gorse Park  "] * 2)
    put(rows, kinds.TRAINING_CENTRE, "address_2", "Gorse Park  ")
    put(rows, kinds.TRAINING_CENTRE, "county", "")
    put(rows, kinds.FAMILY_CENTRE, "name", "Gorse  House")
    put(rows, kinds.FAMILY_CENTRE, "address_1", 15, "Gorse Court (East)")
    put(rows, kinds.FAMILY_CENTRE, "address_2", "", "Gorse Court (East)", " Gorse Road")


def _places() -> list[Row]:
    """The providers of the list as at the day again; some numbers of schools are words here."""
    rows = list_2025.rows_of_2025()
    for row in rows:
        row["link"] = kinds.LINK
        row["owner"] = row["owner"] or ""
    put(rows, kinds.SPECIAL_SCHOOL, "school", "", "900002", "900003")
    put(rows, kinds.FAMILY_CENTRE, "address_1", 7, 15, "Gorse Court (East)", "7")
    return rows


def _premises() -> list[Row]:
    """A row for each address of supported accommodation, known by its area; a provider stands there once for each."""
    of_kind = providers({kinds.SUPPORTED: 10}, 25, before=DAY)
    rows = [dict(row) for row in of_kind for _ in range(4)]
    for number, row in enumerate(rows):
        row |= area_cells(WITH_WALES[number % len(WITH_WALES)]) | {"category": f"Category {number % 4 + 1}"}
        row["ofsted_region"] = str(row["ofsted_region"]).replace(",", "")  # in this list alone
    put(rows, kinds.SUPPORTED, "status", "Suspended")
    put(rows, kinds.SUPPORTED, "constituency", "Queen's Park and Maida Vale")
    put(rows, kinds.SUPPORTED, "name", " Ash & Elm, Living", "Ash's  Living", "ASH LIVING", "Elm (East)", "Elm ")
    put(
        rows,
        kinds.SUPPORTED,
        "owner",
        'Next "Ash" Limited ',
        "Ash & Elm  Limited",
        "ASH LIMITED",
        "Elm's (East) Limited",
    )
    return rows
