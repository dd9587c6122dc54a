"""The overview as a table: a row for each home, a column for each subject that one of the homes has."""

from duties.law import Subject
from duties.overview.items import Row

COLUMNS = [*Subject, "Your own"]


def table_of(rows: list[Row], names: dict[int, str]) -> dict:
    """What `duties/duty_table.html` shows: homes with their private names by key, for their own people."""
    used = [place for place in range(len(COLUMNS)) if any(row.cells[place] for row in rows)]
    return {
        "columns": [COLUMNS[place] for place in used],
        "rows": [(row, names.get(row.home.pk, ""), [row.cells[place] for place in used]) for row in rows],
    }
