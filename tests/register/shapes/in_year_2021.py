"""The inspections of 2021-22, in the shape of the published CSV file: Windows-1252, and a row for each inspection."""

from datetime import date

from tests.register.shapes import list_2025
from tests.register.shapes import providers as kinds
from tests.register.shapes.inspections import FOUR_GRADES, blank_cells, inspect
from tests.register.shapes.providers import HOW_MANY, Row, providers, put, untidy_addresses
from tests.register.shapes.shape import CsvForm, Shape

COLUMNS = {
    "Web link": "link",
    "URN": "urn",
    "Linked Education URN": "school",
    "Provision type": "kind",
    "Registration date": "registered",
    "Registration status": "status",
    "Name": "name",
    "Address 1": "address_1",
    "Address 2": "address_2",
    "Town": "town",
    "County": "county",
    "Postcode": "postcode",
    "Ofsted region": "ofsted_region",
    "Government Office Region": "region",
    "Local authority": "local_authority",
    "Parliamentary constituency": "constituency",
    "Sector": "sector",
    "Places": "places",
    "Short-break-only children's home": "short_breaks",
    "Organisation which owns the provider": "owner",
    "Inspection event type": "event",
    "Inspection date": "inspected",
    "Inspection publication date": "published",
    "Inspection event number": "number",
    "Inspection overall experiences and progress of children and young people": "overall",
    "Inspection outcomes in education and related learning activities": "education",
    "Inspection health services": "health",
    "Inspection how well children and young people are helped and protected": "protection",
    "Inspection the effectiveness of leaders and managers": "leadership",
}
YEAR = {"before": date(2022, 3, 31), "within": 360}
NOT_IN_IT = (kinds.HOLIDAYS,)
INTERIM = ("Improved effectiveness", "Sustained effectiveness", "Declined effectiveness")


def inspections_2021() -> Shape:
    """Most providers stand in it once; some with an interim, a monitoring or an emergency inspection besides."""
    how_many = {kind: number for kind, number in HOW_MANY.items() if kind not in NOT_IN_IT}
    rows = providers(how_many, 2021, before=date(2021, 3, 31))
    for row in rows:
        row |= {"short_breaks": "0", "education": "", "health": ""}
    untidy_addresses(rows)
    _noise(rows)
    inspect(rows, dict.fromkeys(list_2025.GRADED, FOUR_GRADES), 21, event="Full inspection", **YEAR)
    _noise_in_grades(rows)
    visits = _visits(rows)
    for number, row in enumerate([*rows, *visits]):
        row["number"] = 90_000_001 + number
    form = CsvForm(encoding="cp1252", ends="\r\n")
    return form.write("inspections_2021_22.csv", COLUMNS, sorted([*rows, *visits], key=lambda row: str(row["urn"])))


def _visits(rows: list[Row]) -> list[Row]:
    """Inspections that are no full ones, of providers that stand in the list already."""
    homes = [dict(row) for row in rows if row["kind"] == kinds.HOME]
    schools = [dict(row) for row in rows if row["kind"] == kinds.BOARDING_SCHOOL]
    blank_cells(homes + schools, (*list_2025.GRADED, "education", "health"))
    inspect(homes[:3], {"overall": INTERIM}, 22, event="Interim inspection", **YEAR)
    inspect(homes[3:8], {}, 23, event="Monitoring inspection", **YEAR)
    inspect(schools[:1], {}, 24, event="SC – Emergency inspection", **YEAR)
    return [*homes[:8], *schools[:1]]


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "status", "Suspended", "Resigned", "Cancelled")
    put(rows, kinds.HOME, "short_breaks", *["Short-break-only children's home"] * 2)
    put(rows, kinds.HOME, "owner", "", "ALDER  HOMES LIMITED", "Alder Homes Limited ")
    put(rows, kinds.HOME, "constituency", "Portsmouth North ", "Richmond (Yorks)")
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.BOARDING_SCHOOL, "owner", "", "Gorse's Own & Ash's (North) Limited")
    put(rows, kinds.SPECIAL_SCHOOL, "school", "", 900_001, 900_001)
    put(rows, kinds.ADOPTION, "name", "Alder Adoption ")
    put(rows, kinds.FAMILY_CENTRE, "name", "Gorse House – North", "Gorse  House")
    put(rows, kinds.FAMILY_CENTRE, "address_1", "Gorse Court (East)")
    put(rows, kinds.FAMILY_CENTRE, "address_2", "ALDER COURT", "Gorse Court (East)")
    put(rows, kinds.FAMILY_CENTRE, "county", "Alder, Gorseshire")


def _noise_in_grades(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "overall", "Not judged")
    put(rows, kinds.HOME, "protection", "")
    put(rows, kinds.HOME, "leadership", "")
    put(rows, kinds.SECURE_HOME, "education", "Good", "Outstanding", "Requires improvement to be good", "Good")
    put(rows, kinds.SECURE_HOME, "health", "Good", "Outstanding", "Requires improvement to be good", "Good")
