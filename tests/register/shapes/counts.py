"""The sheets of the workbook that hold no list: covers and notes before them, and tables of counts behind."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tests.register.shapes import providers as kinds
from tests.register.shapes.list_2025 import DAY
from tests.register.shapes.ods import Anchor, Picture
from tests.register.shapes.providers import Row
from tests.sheets.workbooks import Link

Rows = Sequence[Sequence[object]]
GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
ALL_HOMES = "All Children's Homes"
COUNTED = {
    ALL_HOMES: kinds.HOMES,
    "Children's Homes": (kinds.HOME, kinds.HOME_IN_CAPITALS),
    "Secure Children's Homes": (kinds.SECURE_HOME,),
    "Residential special school (registered as a children's home)": (kinds.SCHOOL_AS_HOME,),
    "Residential Special Schools": (kinds.SPECIAL_SCHOOL,),
    "Residential Family Centres": (kinds.FAMILY_CENTRE,),
    "Boarding Schools": (kinds.BOARDING_SCHOOL,),
    "Further Education Colleges with Residential Accommodation": (kinds.COLLEGE,),
    "Secure Training Centres": (kinds.TRAINING_CENTRE,),
    "Adoption Support Agencies": (kinds.ADOPTION_SUPPORT,),
    "Voluntary Adoption Agency Branches": (kinds.ADOPTION,),
    "Independent Fostering Agencies": (kinds.FOSTERING,),
    "Residential Holiday Schemes for Disabled Children": (kinds.HOLIDAYS,),
    "Supported Accommodation": (kinds.SUPPORTED,),
}
WITH_PLACES = [*list(COUNTED)[:8], "Supported Accommodation"]


def front_sheets(titles: Mapping[str, str]) -> dict[str, Rows]:
    """Cover, contents, guidance, notes and meta-data: a picture, links, a date, and words that formulas give."""
    about = [[title, Link(f"What the sheet {name} holds.")] for name, title in titles.items()]
    return {
        "Cover": [
            ["Cover sheet – Official statistics", Picture()],
            ["Section", "Detail"],
            ["Published on:", date(2025, 7, 16)],
            ["Period covered:", "As at 31 March 2025"],
            ["Questions:", Anchor("Write to the association")],
        ],
        "Contents": [["Contents"], ["Worksheet title and link", "Description"], *about],
        "Guidance": [["Guidance"], ["Data"], ["All providers of this file are invented."], [Anchor("More")]],
        "Notes": [["Notes"], ["One table."], ["Note Number", "Note Text"], [1, "Invented."], ["2", "Invented too."]],
        "Meta-data": [["Metadata guide"], ["One table."], ["Topic", "In year"], *([title, "No"] for title, _ in about)],
    }


def counted_sheets(as_at: Sequence[Row], in_year: Sequence[Row]) -> dict[str, Rows]:
    """What the lists of the file give, in tables of the published headings; the year before is made up."""
    homes = [row for row in as_at if row["kind"] in kinds.HOMES]
    full = [row for row in in_year if row["kind"] in kinds.HOMES and str(row["event"]).casefold() == "full inspection"]
    graded = "Latest overall effectiveness judgement as at 31 March 2025"
    about = (
        "Children's social care data in England 2025 – National number of children’s social care providers and places"
    )
    number_of, by_kind = "National number of children’s social care", "by provision type as at 31 March 2025"
    latest, on_the_day = "Latest overall effectiveness judgement", "as at 31 March 2025"
    of_inspections = (
        "Overall effectiveness judgement of all children's home inspections between 01 April 2007 and 31 March 2025"
    )
    return {
        "Providers+places_Time_series": [
            [f"{about} as at 31 March, by provision type"],
            *_table(
                f"6a: {number_of} providers, {by_kind}",
                ["Date", "Data type", *COUNTED, "All"],
                [DAY, "Providers", *_providers(as_at), len(as_at)],
            ),
            *_table(
                f"6b: {number_of} places, {by_kind}",
                ["Date", "Data type", *WITH_PLACES],
                [DAY, "Places", *_places(as_at)],
            ),
            ["31 March 2012 [Note 1]", "Places", "", 3],
        ],
        "Latest_OE_31_Mar_Time_Series": [
            [graded],
            *_table(f"8a: {latest} for all providers, {on_the_day}", ["Period as at", *GRADES], [DAY, *_grades(as_at)]),
            *_table(
                f"8b: {latest} for all children's homes, {on_the_day}",
                ["Period as at", *GRADES],
                [DAY, *_grades(homes)],
            ),
        ],
        "In_Year_Time_series": [
            ["Overall effectiveness judgement of all inspections between 01 April 2007 and 31 March 2025"],
            *_table(f"9a: {of_inspections}", ["Period", *GRADES], ["2024-25", *_grades(full)]),
        ],
    }


def _table(title: str, headings: list, row: list) -> Rows:
    return [[f"Table {title}"], headings, row, []]


def _providers(rows: Iterable[Row]) -> list[int]:
    return [sum(row["kind"] in those for row in rows) for those in COUNTED.values()]


def _places(rows: Iterable[Row]) -> list[int]:
    return [sum(row["places"] or 0 for row in rows if row["kind"] in COUNTED[name]) for name in WITH_PLACES]


def _grades(rows: Iterable[Row]) -> list[int]:
    return [sum(row["overall"] == grade for row in rows) for grade in GRADES]
