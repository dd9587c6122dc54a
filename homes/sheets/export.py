"""The list of homes as a sheet: a provider's own columns, and what the register prints beside them."""

from homes.listing.columns import COLUMNS, NONE
from homes.listing.rows import Row
from homes.models import Home
from homes.sheets.fields import FIELDS, NOTHING
from homes.sheets.values import values_of
from people.models import User
from sheets.writing import Cell, Table

# Headings and columns of the list. None of them is read again: the register prints them, or another page keeps them.
BESIDE = {
    "Provider": "provider",
    "Region": "region",
    "Local authority": "local_authority",
    "Places": "places",
    "Vacancies as of": "vacancies_on",
    "Latest judgement": "grade",
    "Judged on": "judged_on",
    "State": "state",
}
OPEN = (Home.State.CLAIMED, Home.State.CONFIRMED)
REAL = {"places", "vacancies_on", "judged_on"}  # numbers and dates as such; of the others, the words


def homes_table(rows: list[Row], by: User) -> Table:
    """The homes of the rows that are held or asked for, with the private columns of those that are the user's own."""
    shown = [row for row in rows if row.home.state in OPEN]
    values = values_of([row.home for row in shown], by)
    headings = ["URN", *(field.heading for field in FIELDS), *BESIDE]
    return Table("Homes", headings, [_cells(row, values.get(row.home.pk, NOTHING)) for row in shown])


def _cells(row: Row, values: dict) -> list[Cell]:
    own = [field.write(values[field.name]) for field in FIELDS]
    return [row.home.registration.number, *own, *(_beside(row, name) for name in BESIDE.values())]


def _beside(row: Row, name: str) -> Cell:
    column = COLUMNS[name]
    words = column.key(row) if name in REAL else column.words(row)
    return None if words == NONE else words
