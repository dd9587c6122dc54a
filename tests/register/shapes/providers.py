"""Invented providers as rows by key, the same ones whenever they are asked for.

Only regions, local authorities and constituencies are real: they are public facts. Numbers begin where Ofsted's own
have not come to, and postcodes stand in an area that there is not.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import cycle
from random import Random

from tests.sheets.workbooks import Link

Row = dict[str, object]

LINK = Link("Ofsted Social Care Provider Webpage")  # a formula in workbooks
HOME, HOME_IN_CAPITALS = "Children's home", "Children's Home"  # both stand in every list
SECURE_HOME = "Secure children's home"
SCHOOL_AS_HOME = "Residential special school (registered as a children's home)"
HOMES = (HOME, HOME_IN_CAPITALS, SECURE_HOME, SCHOOL_AS_HOME)
SPECIAL_SCHOOL, BOARDING_SCHOOL = "Residential Special School", "Boarding School"
COLLEGE = "Further Education College with Residential Accommodation"
SCHOOLS = (SPECIAL_SCHOOL, BOARDING_SCHOOL, COLLEGE)
FOSTERING, FAMILY_CENTRE = "Independent Fostering Agency", "Residential Family Centre"
ADOPTION, ADOPTION_SUPPORT = "Voluntary Adoption Agency", "Adoption Support Agency"
HOLIDAYS, TRAINING_CENTRE = "Residential Holiday Scheme for Disabled Children", "Secure Training Centre"
SUPPORTED = "Supported Accommodation"
HOW_MANY = {
    **{HOME: 26, HOME_IN_CAPITALS: 2, SECURE_HOME: 4, SCHOOL_AS_HOME: 4, SPECIAL_SCHOOL: 6, BOARDING_SCHOOL: 5},
    **{COLLEGE: 3, FOSTERING: 6, FAMILY_CENTRE: 5, ADOPTION: 2, ADOPTION_SUPPORT: 2, HOLIDAYS: 2, TRAINING_CENTRE: 1},
}
PLACES = {
    **{HOME: (1, 9), HOME_IN_CAPITALS: (3, 8), SECURE_HOME: (8, 24), SCHOOL_AS_HOME: (10, 40), COLLEGE: (60, 300)},
    **{SPECIAL_SCHOOL: (10, 60), BOARDING_SCHOOL: (100, 600), FAMILY_CENTRE: (6, 20), SUPPORTED: (2, 30)},
}
ADDRESS = ("address_1", "address_2", "town", "county", "postcode")
NORTH = "North East, Yorkshire and the Humber"
AREAS = (  # Ofsted's region, the government's, local authority, constituency
    ("North West", "North West", "Lancashire", "Fylde"),
    (NORTH, "North East", "Durham", "North Durham"),
    (NORTH, "Yorkshire and The Humber", "Leeds", "Leeds East"),
    ("East Midlands", "East Midlands", "Nottinghamshire", "Newark"),
    ("West Midlands", "West Midlands", "Stoke-on-Trent", "Stoke-on-Trent North"),
    ("East of England", "East of England", "Southend-on-Sea", "Rochford and Southend East"),
    ("London", "London", "Hackney", "Hackney North and Stoke Newington"),
    ("South East", "South East", "Brighton and Hove", "Brighton, Pavilion"),
    ("South West", "South West", "Plymouth", "Plymouth, Sutton and Devonport"),
    ("South West", "South West", "Bournemouth, Christchurch & Poole", "Poole"),
)
UNTIL_2019 = AREAS[:-1]  # Bournemouth, Christchurch and Poole became one in April 2019
WITH_WALES = (*AREAS, ("Wales", "Wales", "Wrexham", "Wrexham"))
SECTORS = ("Private", "Private", "Local Authority", "Private", "Voluntary", "Private")
NAMES = ("Alderwick", "Brackenmoor", "Cindermead", "Dunnowby", "Elverstone", "Farrowdale", "Gorsehallow", "Hawthrest")
WORDS_OF_KIND = {FOSTERING: "Fostering", ADOPTION: "Adoption", SUPPORTED: "Supported Living", HOLIDAYS: "Holidays"}
FIRST_URN, FIRST_SCHOOL, FIRST_OWNER = 9_000_001, 900_001, 1


def providers(how_many: Mapping[str, int], seed: int, *, before: date, areas: Iterable = AREAS) -> list[Row]:
    """So many of each kind, registered before a day; names and addresses of homes are REDACTED."""
    chance = Random(seed)
    kinds = [kind for kind, number in how_many.items() for _ in range(number)]
    around, sectors = cycle(areas), cycle(SECTORS)
    rows = [
        _provider(kind, number, before, chance) | area_cells(next(around)) | {"sector": next(sectors)}
        for number, kind in enumerate(kinds)
    ]
    chance.shuffle(rows)
    return rows


def put(rows: list[Row], kind: str, key: str, *cells: object) -> None:
    """Put cells in a column, one each into the first rows of a kind."""
    of_kind = [row for row in rows if row["kind"] == kind]
    for row, cell in zip(of_kind[: len(cells)], cells, strict=True):
        row[key] = cell


def redact(rows: Iterable[Row], kind: str, keys: Iterable[str]) -> None:
    for row in rows:
        if row["kind"] == kind:
            row.update(dict.fromkeys(keys, "REDACTED"))


def untidy_addresses(rows: list[Row]) -> None:
    """Put into names and addresses what those of every year have: commas, capitals, brackets, stray spaces."""
    put(rows, FOSTERING, "name", "Ash & Elm Fostering", "Ash's Fostering", "Elm (East)", "Elm, Fostering")
    put(rows, FOSTERING, "address_1", "ALDER COURT", "Ash & Elm House", "Ash's Yard")
    put(rows, FOSTERING, "address_2", "Alder Way, Ash Park", "Ash Road  ", "Ash & Elm Park", "Elm's Yard")
    put(rows, FOSTERING, "town", "ALDERWICK", "Ash, Cindermead")
    put(rows, FOSTERING, "county", "", "ALDERSHIRE")


def area_cells(area: tuple[str, ...]) -> Row:
    """The cells that say where a provider is."""
    return dict(zip(("ofsted_region", "region", "local_authority", "constituency"), area, strict=True))


def _provider(kind: str, number: int, before: date, chance: Random) -> Row:
    name = NAMES[number % len(NAMES)]
    return {
        "link": LINK,
        "urn": f"SC{FIRST_SCHOOL + number}" if number % 3 == 0 and kind != SUPPORTED else FIRST_URN + number,
        "school": FIRST_SCHOOL + number if kind in SCHOOLS else "",
        "kind": kind,
        "registered": before - timedelta(days=chance.randint(400, 6000)),
        "status": "Active",
        **_whereabouts(kind, name, number),
        "places": chance.randint(*PLACES[kind]) if kind in PLACES else "",
        "premises": chance.randint(1, 9) if kind == SUPPORTED else "",
        "short_breaks": "",
        "multi_building": "",
        "owner": "" if kind == TRAINING_CENTRE else f"{name} Care {FIRST_OWNER + number // 3} Limited",
    }


def _whereabouts(kind: str, name: str, number: int) -> Row:
    if kind in HOMES:
        return dict.fromkeys(("name", *ADDRESS), "REDACTED")
    address = (f"{number} {name} Road", " ", f"{name} Green", f"{name}shire", f"ZZ{number} 9ZZ")
    return {"name": f"{name} {WORDS_OF_KIND.get(kind, 'House')}", **dict(zip(ADDRESS, address, strict=True))}
