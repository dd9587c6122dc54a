"""The overview as a table: a row for each home, a column for each subject that one of the homes has."""

from duties.law import Subject
from duties.overview.items import Row
from homes import locations
from people.models import User

COLUMNS = [*Subject, "Your own"]


def table_of(rows: list[Row], user: User) -> dict:
    """What `duties/duty_table.html` shows: homes with their private names, for their own people."""
    used = [place for place in range(len(COLUMNS)) if any(row.cells[place] for row in rows)]
    names = locations.own_names([row.home for row in rows], user)
    return {
        "columns": [COLUMNS[place] for place in used],
        "rows": [
            (row.home, names.get(row.home.pk, ""), [(COLUMNS[place], row.cells[place]) for place in used])
            for row in rows
        ],
    }
