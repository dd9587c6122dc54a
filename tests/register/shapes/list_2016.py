"""The list as at 31 March 2016, in the shape of the published CSV file."""

from datetime import date

from tests.register.shapes import providers as kinds
from tests.register.shapes.inspections import inspect
from tests.register.shapes.providers import ADDRESS, HOW_MANY, Row, providers, put, redact, untidy_addresses
from tests.register.shapes.shape import CsvForm, Shape

COLUMNS = {
    "Web link": "link",
    "URN": "urn",
    "Provision type": "kind",
    "Registration status": "status",
    "Name": "name",
    "Address 1": "address_1",
    "Address 2": "address_2",
    "Town": "town",
    "County": "county",
    "Postcode": "postcode",
    "Government Office Region": "region",
    "Local authority": "local_authority",
    "Sector": "sector",
    "Places": "places",
    "Linked education URN": "school",
    "Short breaks only children's home": "short_breaks",
    "Event type": "event",
    "Inspection date": "inspected",
    "Event number": "number",
    "Overall effectiveness": "overall",
    "Outcomes for children and young people": "outcomes",
    "Quality of care": "quality",
    "Safeguarding children and young people": "protection",
    "Leadership and management": "leadership",
}
ABOVE = ["Provider information", *[""] * 15, "Latest Full Inspection information"]
IN_CAPITALS = "Requires Improvement"
GRADES = (*("Good", "Requires improvement", "Outstanding", "Good", "Inadequate", "Adequate"), IN_CAPITALS)
JUDGED = {
    "outcomes": (kinds.SECURE_HOME, kinds.TRAINING_CENTRE, kinds.ADOPTION, kinds.ADOPTION_SUPPORT, kinds.HOLIDAYS),
    "quality": (kinds.SPECIAL_SCHOOL, kinds.ADOPTION, kinds.ADOPTION_SUPPORT),
}


def march_2016() -> Shape:
    """Nine blank rows stand below the list, and the last has no line end."""
    rows = providers(HOW_MANY, 2016, before=date(2016, 3, 31), areas=kinds.UNTIL_2019)
    redact(rows, kinds.HOLIDAYS, ("name", *ADDRESS))
    grades = dict.fromkeys(("overall", "protection", "leadership"), GRADES)
    inspect(rows, grades, 16, event="Full Inspection", before=date(2016, 3, 31), within=500)
    for row in rows:
        row |= {key: "Good" if row["kind"] in all_of else "" for key, all_of in JUDGED.items()}
    _noise(rows)
    untidy_addresses(rows)
    form = CsvForm(above=[ABOVE], last_line_ends=False, blank_rows=9)
    return form.write("provider_at_march_2016.csv", COLUMNS, rows)


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "short_breaks", "Yes", "Yes")
    put(rows, kinds.HOME, "number", 900_001, 9_000_001)
    put(rows, kinds.TRAINING_CENTRE, "number", "")
    put(rows, kinds.SPECIAL_SCHOOL, "overall", "Satisfactory")
    put(rows, kinds.SPECIAL_SCHOOL, "leadership", "Satisfactory")
    put(rows, kinds.SPECIAL_SCHOOL, "outcomes", *GRADES[1:])
    put(rows, kinds.SPECIAL_SCHOOL, "quality", *GRADES[1:])
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.BOARDING_SCHOOL, "outcomes", "Not judged", "Good")
    put(rows, kinds.BOARDING_SCHOOL, "protection", "", "Not judged")
    put(rows, kinds.BOARDING_SCHOOL, "leadership", "", "Not judged")
    put(rows, kinds.BOARDING_SCHOOL, "number", "")
    put(rows, kinds.FAMILY_CENTRE, "address_1", "Gorse Court (East)")
    put(rows, kinds.FAMILY_CENTRE, "address_2", "Gorse  Court", "")
    put(rows, kinds.ADOPTION, "name", "ALDER ADOPTION", "Alder Adoption ")
    put(rows, kinds.ADOPTION, "address_2", " Alder Road")
    put(rows, kinds.FAMILY_CENTRE, "town", "Ash's Green")
