from datetime import date

from duties.overview import Item, duties_overview
from duties.sheet.columns import COLUMNS
from homes.models import Home
from people.models import User
from sheets.writing import Table


def to_fill_in(by: User, today: date) -> Table:
    """A row for each duty that is asked of each home that the user edits, with the last day where one is known.

    Homes by URN.
    """
    rows = duties_overview(Home.objects.editable_by(by), today)
    ordered = sorted(rows, key=lambda row: row.home.registration.number)
    asked = ((row.home, item) for row in ordered for item in row.items if _is_asked(item))
    cells = ((home.registration.number, item.name, item.due_status.last, _until(item), "") for home, item in asked)
    return Table("Duties", list(COLUMNS.values()), list(cells))


def _until(item: Item) -> date | None:
    return item.due_status.due if item.asks_expiry else None


def _is_asked(item: Item) -> bool:
    return not (item.off or item.premises or item.due_status.is_over)
