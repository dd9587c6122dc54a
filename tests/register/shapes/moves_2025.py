"""The joiners and leavers of 2024-25 as a sheet of the workbook has them: four columns say from when."""

from datetime import date, timedelta

from tests.register.shapes import providers as kinds
from tests.register.shapes.providers import HOW_MANY, WITH_WALES, Row, providers, put, untidy_addresses

COLUMNS = {
    "URN": "urn",
    "Provision type": "kind",
    "Ofsted Region": "ofsted_region",
    "Government Office Region": "region",
    "Local authority": "local_authority",
    "Parliamentary constituency": "constituency",
    "Sector": "sector",
    "Places": "places",
    "Supported accommodation premises": "premises",
    "Short-break-only children's home": "short_breaks",
    "\nFirst effective date (that the provider became active)": "active_on",
    "First effective date (that the provider became resigned)": "resigned_on",
    "First effective date (that the provider closed)": "closed_on",
    "First effective date (that the provider became cancelled)": "cancelled_on",
    "Joiner status": "joined",
    "Leaver status": "left",
    "Registration status (as at 1 April 2024)": "status_before",
    "Registration status (as at 31 March 2025)": "status",
    "Inspectorate (as at 1 April 2024)": "inspectorate_before",
    "Inspectorate (as at 31 March 2025)": "inspectorate",
    "Setting name": "name",
    "Reason": "reason",
}
JOINED = "In current dataset as active, not in previous year"
LEFT = "In previous year, not in current dataset (closed date in Year)"
LEFT_BEFORE = "In previous year, not in current dataset (closed date before April of current year)"
BOTH = "Joiner and Leaver in current reporting period"
FIRST_DAY = date(2024, 4, 1)
# Statuses before and after, inspectorates before and after, and the reason.
LEAVERS = (
    ("Active", "Resigned", "", "", LEFT),
    ("Active", "Resigned", "Ofsted", "", LEFT),
    ("Active", "Resigned", "Unknown", "", LEFT),
    ("Active", "Resigned", "Not applicable", "", LEFT),
    ("", "Resigned", "", "", BOTH),
    ("Resigned", "Resigned", "", "", LEFT_BEFORE),
    ("Active", "Cancelled", "", "", LEFT),
    ("Cancelled", "Cancelled", "", "", LEFT_BEFORE),
    ("Active", "Closed", "Unknown", "Unknown", LEFT),
    ("Closed", "Closed", "", "", LEFT_BEFORE),
    ("Active", "Closed", "Ofsted", "Ofsted", LEFT),
)
NO_JOINERS = (kinds.BOARDING_SCHOOL, kinds.HOLIDAYS, kinds.TRAINING_CENTRE, kinds.ADOPTION_SUPPORT)


def rows_of_moves() -> list[Row]:
    how_many = {kind: number for kind, number in HOW_MANY.items() if kind != kinds.COLLEGE}
    rows = providers(how_many | {kinds.SUPPORTED: 8}, 2425, before=FIRST_DAY, areas=WITH_WALES)
    for number, row in enumerate(rows):
        row |= _joined(FIRST_DAY + timedelta(days=number))
        if row["kind"] in NO_JOINERS:
            row |= _left(number, *LEAVERS[1 if row["kind"] == kinds.BOARDING_SCHOOL else 0])
    homes = [row for row in rows if row["kind"] == kinds.HOME]
    for number, (row, case) in enumerate(zip(homes, LEAVERS, strict=False)):
        row |= _left(number, *case)
    untidy_addresses(rows)
    _noise(rows)
    return rows


def _joined(day: date) -> Row:
    blank = dict.fromkeys(("resigned_on", "closed_on", "cancelled_on", "left", "status_before"), "")
    inspectorates = {"inspectorate_before": "", "inspectorate": ""}
    return blank | inspectorates | {"active_on": day, "joined": "Joiner", "status": "Active", "reason": JOINED}


def _left(number: int, before: str, after: str, inspectorate_before: str, inspectorate: str, reason: str) -> Row:
    """The cells of a leaver: the day stands in the column of what it became, and in the one of closing."""
    day = FIRST_DAY + timedelta(days=100 + number)
    return {
        "active_on": day - timedelta(days=60 if reason == BOTH else 2000),
        "resigned_on": day if after == "Resigned" else "",
        "closed_on": day,
        "cancelled_on": day if after == "Cancelled" else "",
        "joined": "Joiner" if reason == BOTH else "",
        "left": "Leaver",
        "status_before": before,
        "status": after,
        "inspectorate_before": inspectorate_before,
        "inspectorate": inspectorate,
        "reason": reason,
    }


def _noise(rows: list[Row]) -> None:
    put(rows, kinds.HOME, "sector", "Health Authority")
    put(rows, kinds.BOARDING_SCHOOL, "sector", "Academy")
    put(rows, kinds.SUPPORTED, "status", "", "Suspended")
    put(rows, kinds.SUPPORTED, "name", "", " Ash  Supported Living", "ASH LIVING")
    put(rows, kinds.SUPPORTED, "premises", 1, 12, 104)
    cancelled = next(row for row in rows if row["cancelled_on"])
    cancelled["cancelled_on"] = f"{cancelled['cancelled_on']:%d/%m/%Y}"  # words, and no date as in the other rows
    joiner = next(row for row in rows if row["kind"] == kinds.HOME and not row["left"])
    joiner |= {"short_breaks": "Short breaks only", "inspectorate": "Ofsted"}
