"""The list as at 31 March 2019, in the shape of the published CSV file."""

from datetime import date

from tests.register.shapes import providers as kinds
from tests.register.shapes.inspections import FOUR_GRADES, inspect
from tests.register.shapes.providers import ADDRESS, HOW_MANY, Row, providers, put, redact, untidy_addresses
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
    "Organisation which owns the provider": "owner",
    "Event type": "event",
    "Inspection date": "inspected",
    "Publication date": "published",
    "Event number": "number",
    "Overall experiences and progress of children and young people": "overall",
    "Outcomes in education and related learning activities": "education",
    "How well children and young people are helped and protected": "protection",
    "The effectiveness of leaders and managers": "leadership",
}
ABOVE = ["Provider information", *[""] * 18, "Latest Full Inspection"]
GRADES = (*FOUR_GRADES, "Requires Improvement to be good")


def march_2019() -> Shape:
    """Four inspections of the list are no full ones, and grades are spelled in two ways."""
    rows = providers(HOW_MANY, 2019, before=date(2019, 3, 31), areas=kinds.UNTIL_2019)
    redact(rows, kinds.HOLIDAYS, ADDRESS)
    grades = dict.fromkeys(("overall", "protection", "leadership"), GRADES)
    inspect(rows, grades, 19, event="Full inspection", before=date(2019, 3, 31), within=500)
    for row in rows:
        row["education"] = ""
    _noise(rows)
    untidy_addresses(rows)
    return CsvForm(above=[ABOVE]).write("provider_at_march_2019.csv", COLUMNS, rows)


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "number", 900_001, 9_000_001)
    put(rows, kinds.HOME, "event", "Monitoring inspection")
    put(rows, kinds.HOME, "protection", "Not judged", "")
    put(rows, kinds.HOME, "leadership", "Not judged", "")
    put(rows, kinds.HOME, "owner", "", " alder Homes Limited", "Alder Homes Limited ", "ALDER HOMES LIMITED")
    put(rows, kinds.SPECIAL_SCHOOL, "owner", "Gorse & Ash (North) Limited", "Gorse's Own, Limited")
    put(rows, kinds.SPECIAL_SCHOOL, "school", "")
    put(rows, kinds.SECURE_HOME, "education", "Good", "Outstanding", "Requires improvement to be good", "Inadequate")
    put(rows, kinds.SECURE_HOME, "constituency", "Portsmouth North ", "Richmond (Yorks)")
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.FAMILY_CENTRE, "address_2", "ALDER COURT", "Gorse Court (East)")
    put(rows, kinds.ADOPTION, "town", "")
    put(rows, kinds.ADOPTION, "name", "ALDER ADOPTION", "Alder Adoption ")
    put(rows, kinds.ADOPTION, "address_2", " Alder Road")
    put(rows, kinds.FAMILY_CENTRE, "town", "Ash's Green")
