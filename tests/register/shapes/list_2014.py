"""The list as at 31 March 2014, in words of that year: grades are numbers, and kinds of event begin with "SC -".

No published file of that year is at hand to hold it against: its headings and words are those of docs/domain.md.
"""

from collections.abc import Mapping
from datetime import date

from tests.register.shapes import providers as kinds
from tests.register.shapes.inspections import inspect
from tests.register.shapes.providers import ADDRESS, HOW_MANY, Row, providers, put
from tests.register.shapes.shape import CsvForm, Shape

COLUMNS = {
    "Web link": "link",
    "URN": "urn",
    "Provision type": "kind",
    "Reg Status": "status",
    "Setting Name": "name",
    "Address 1": "address_1",
    "Address 2": "address_2",
    "Town": "town",
    "County": "county",
    "Postcode": "postcode",
    "government_office_region_name": "region",
    "Local authority": "local_authority",
    "Sector": "sector",
    "Max/Estimated Places": "places",
    "Event Type Group": "event",
    "Inspection Date": "inspected",
    "Inspection ID": "number",
    "Overall effectiveness": "overall",
    "The safety of children and young people": "protection",
    "Leadership and management": "leadership",
}
DAY = date(2014, 3, 31)
NUMBERS = ("2", "1", "2", "3", "4", "2", "5")
# As printed, and what it is.
EVENTS: Mapping[str, str] = {
    "SC - Full Inspection": "Full inspection",
    "SC – Full inspection": "Full inspection",
    "Full": "Full inspection",
    "SC - Interim inspection": "Interim inspection",
    "SC - Monitoring Visit": "Monitoring inspection",
    "SC - Emergency inspection": "Emergency inspection",
}


def march_2014(encoding: str = "mac_roman") -> Shape:
    """The older programs of a Macintosh wrote it; its title has a dash, and its names have accents."""
    rows = providers(HOW_MANY, 2014, before=DAY, areas=kinds.UNTIL_2019)
    inspect(rows, dict.fromkeys(("overall", "protection", "leadership"), NUMBERS), 14, event="", before=DAY, within=900)
    for number, row in enumerate(rows):
        row["event"] = "SC - Full Inspection" if number % 30 else list(EVENTS)[number // 30 % len(EVENTS)]
        _redact_in_small_letters(row)
    put(rows, kinds.FOSTERING, "name", "Elm Fédération", "Ash’s Fostering", "Alder – North")
    put(rows, kinds.HOME, "overall", "0")
    form = CsvForm(encoding=encoding, ends="\r\n", above=[["Provider level – as at 31 March 2014"]])
    return form.write("provider_at_march_2014.csv", COLUMNS, rows)


def _redact_in_small_letters(row: Row) -> None:
    row |= {key: "Redacted" for key in ("name", *ADDRESS) if row[key] == "REDACTED"}
