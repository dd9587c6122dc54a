"""The joiners and leavers of 2019-20, in the shape of the published CSV file."""

from datetime import date, timedelta

from tests.register.shapes import providers as kinds
from tests.register.shapes.providers import HOW_MANY, Row, providers, put, redact, untidy_addresses
from tests.register.shapes.shape import CsvForm, Shape

COLUMNS = {
    "URN": "urn",
    "Provision type": "kind",
    "Ofsted Region": "ofsted_region",
    "Government Office Region": "region",
    "Local authority": "local_authority",
    "Parliamentary constituency": "constituency",
    "Sector": "sector",
    "Places": "places",
    "Registration date": "registered",
    "Cancelled or resigned date": "left_on",
    "Joiner status": "joined",
    "Leaver status": "left",
    "Registration status at 31 March 2020": "status",
    "Name": "name",
}
FIRST_DAY = date(2019, 4, 1)
ONLY_LEFT = (kinds.SECURE_HOME, kinds.TRAINING_CENTRE, kinds.ADOPTION)
JOINERS = 40  # Those after them left.


def joiners_leavers_2020() -> Shape:
    rows = sorted(providers(HOW_MANY, 2020, before=FIRST_DAY), key=lambda row: row["kind"] in ONLY_LEFT)
    for number, row in enumerate(rows):
        joined = number < JOINERS
        row |= {"joined": "Joiner", "left": "", "left_on": ""} if joined else _left(FIRST_DAY + timedelta(days=number))
        if joined:
            row["registered"] = FIRST_DAY + timedelta(days=number)
    rows[0] |= _left(date(2020, 3, 1)) | {"joined": "Joiner"}  # within one year
    rows[1]["status"] = "Suspended"
    rows[-1]["status"] = "Cancelled"
    untidy_addresses(rows)
    _noise(rows)
    return CsvForm(ends="\r\n").write("joiners_leavers_20.csv", COLUMNS, rows)


def _left(day: date) -> Row:
    return {"joined": "", "left": "Leaver", "left_on": day, "status": "Resigned"}


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.HOME, "constituency", "Portsmouth North ")
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    redact([row for row in rows if row["kind"] == kinds.SPECIAL_SCHOOL][:1], kinds.SPECIAL_SCHOOL, ["name"])
    put(rows, kinds.ADOPTION, "name", "ALDER ADOPTION", "Alder Adoption ")
