"""Small register files in the official format of 2025, made for tests."""

import csv
import io

from chaportal.demo.homes import HEADINGS
from register.lists import RegisterTable, read_register

HOME = {
    "Web link": "Ofsted Social Care Provider Webpage",
    "Provision type": "Children's home",
    "Registration date": "04/06/2015",
    "Registration status": "Active",
    **dict.fromkeys(["Name", "Address 1", "Address 2", "Town", "County", "Postcode"], "REDACTED"),
    "Government Office Region": "North West",
    "Local authority": "Lancashire",
    "Sector": "Private",
    "Places": "4",
    "Organisation which owns the provider": "Hazel Bank Care Ltd",
    "Latest Full inspection event type": "Full inspection",
    "Latest full inspection date": "14/01/2025",
    "Latest full inspection publication date": "20/02/2025",
    "Latest full inspection event number": "10400001",
    "Overall experiences and progress of children and young people": "Good",
    "How well children and young people are helped and protected": "Outstanding",
    "The effectiveness of leaders and managers": "Good",
}


def register(*rows: dict[str, str], as_at: str = "31 March 2025") -> bytes:
    """A file with one row for each dict; what a dict leaves out is as in HOME."""
    out = io.StringIO()
    out.write(f"Provider level as at {as_at}\r\n")
    sheet = csv.DictWriter(out, HEADINGS, restval="")
    sheet.writeheader()
    sheet.writerows({**HOME, **row} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def homes(*urns: str, **changes: str) -> list[dict[str, str]]:
    return [{"URN": urn, **changes} for urn in urns]


def read_list(raw: bytes, name: str = "") -> RegisterTable:
    """The one list of a file."""
    (table,) = read_register(raw, name)
    return table
