"""The list as at 31 March 2025, in the shape of the CSV file: line feeds in headings, blank columns beside them."""

from datetime import date

from tests.register.shapes import providers as kinds
from tests.register.shapes.inspections import FOUR_GRADES, OUTCOMES, inspect, without_inspection
from tests.register.shapes.providers import ADDRESS, HOW_MANY, WITH_WALES, Row, providers, put, redact, untidy_addresses
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
    "Ofsted Region": "ofsted_region",
    "Government Office Region": "region",
    "Local authority": "local_authority",
    "Parliamentary constituency": "constituency",
    "Sector": "sector",
    "Places": "places",
    "Supported accommodation premises": "premises",
    "Short-break-only children's home": "short_breaks",
    "Multi Building Children's Home": "multi_building",
    "Organisation which owns the provider": "owner",
    "\nLatest Full inspection event type": "event",
    "\nLatest full inspection date": "inspected",
    "Latest full inspection publication date": "published",
    "\nLatest full inspection event number": "number",
    "\nOverall experiences and progress of children and young people": "overall",
    "Outcomes in education and related learning activities": "education",
    "Health services": "health",
    "\nHow well children and young people are helped and protected": "protection",
    "The effectiveness of leaders and managers": "leadership",
    "Supported Accommodation outcome": "outcome",
}
TITLE = "Children's social care data in England 2025 – Provider level as at 31 March 2025"
NOTES = (
    "There is one table on this sheet, and it begins in cell A4. Links of its first column open another window.",
    "Where a cell is empty, the column has no meaning for that kind of provider.",
)
GRADED = ("overall", "protection", "leadership")
JUDGED = (*GRADED, "education", "health", "outcome")
DAY = date(2025, 3, 31)
HOW_MANY_2025 = HOW_MANY | {kinds.SUPPORTED: 10}


def march_2025() -> Shape:
    form = CsvForm(above=[[TITLE], *([note] for note in NOTES)], last_line_ends=False, blank_columns=13)
    return form.write("provider_at_march_2025.csv", COLUMNS, rows_of_2025())


def rows_of_2025() -> list[Row]:
    """The list of 2025: not every provider was inspected yet, and few of supported accommodation."""
    rows = providers(HOW_MANY_2025, 2025, before=DAY, areas=WITH_WALES)
    redact(rows, kinds.SUPPORTED, ADDRESS)
    inspect(rows, dict.fromkeys(GRADED, FOUR_GRADES), 25, event="Full inspection", before=DAY, within=500)
    for row in rows:
        row |= {"education": "", "health": "", "outcome": ""}
    supported = [row for row in rows if row["kind"] == kinds.SUPPORTED]
    homes = [row for row in rows if row["kind"] == kinds.HOME]
    without_inspection([*supported[3:], *homes[-4:]], JUDGED)
    for row, outcome in zip(supported, OUTCOMES, strict=False):
        row |= {"outcome": outcome, "overall": "", "protection": "", "leadership": ""}
    untidy_addresses(rows)
    _noise(rows)
    _noise_in_owners(rows)
    return rows


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "status", "Suspended")
    put(rows, kinds.HOME, "short_breaks", "Short breaks only", "Short breaks only")
    put(rows, kinds.HOME, "multi_building", "Y")
    put(rows, kinds.HOME, "number", 91_000_001, 91_000_001)  # of two providers
    put(rows, kinds.HOME, "event", "Monitoring inspection")
    put(rows, kinds.HOME, "link", str(kinds.LINK))
    put(rows, kinds.SECURE_HOME, "education", "Good", "Outstanding", "Requires improvement to be good", "Inadequate")
    put(rows, kinds.SECURE_HOME, "health", "Good", "Outstanding", "Requires improvement to be good", "Good")
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.SPECIAL_SCHOOL, "school", "")
    put(rows, kinds.SUPPORTED, "premises", 1, 12, 104)
    put(rows, kinds.SUPPORTED, "name", " Ash  Supported Living")
    put(rows, kinds.FAMILY_CENTRE, "address_1", 7, 15, "Gorse Court (East)")
    put(rows, kinds.FAMILY_CENTRE, "address_2", "", "Gorse Court (East)", "Gorse Court – East")
    put(rows, kinds.ADOPTION, "name", "ALDER ADOPTION")
    put(rows, kinds.ADOPTION, "address_2", " Alder Road")
    put(rows, kinds.ADOPTION, "town", "")
    put(rows, kinds.ADOPTION_SUPPORT, "town", "Ash's Green")
    put(rows, kinds.TRAINING_CENTRE, "address_2", "Gorse Park  ")
    put(rows, kinds.TRAINING_CENTRE, "county", "")
    put(rows, kinds.FAMILY_CENTRE, "county", "Alder, Gorseshire")
    redact([row for row in rows if row["kind"] == kinds.FAMILY_CENTRE][-1:], kinds.FAMILY_CENTRE, ("name", *ADDRESS))


def _noise_in_owners(rows: list[Row]) -> None:
    """Names that a spreadsheet program took for numbers stand among them."""
    put(rows, kinds.SUPPORTED, "owner", 0, 'Next "Ash" Limited')
    put(rows, kinds.FAMILY_CENTRE, "owner", 5.25, "Gorse's Own, Limited", "Gorse & Ash (North) Limited")
    put(rows, kinds.HOME, "owner", "", " Alder Homes Limited", "Alder Homes Limited ", "ALDER  HOMES LIMITED")
