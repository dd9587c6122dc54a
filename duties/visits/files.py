"""The grid as a table for a sheet. It names homes by alias alone: boards pass files on."""

from duties.law import Month, MonthState
from duties.visits.grid import Grid
from people.templatetags.people import day
from sheets.writing import Cell, Table


def table_of_visits(grid: Grid) -> Table:
    headings = ["Home", *(f"{month:%B %Y}" for month in grid.months), "Months missed"]
    rows = [[str(row.home), *map(_cell, row.months), row.missed] for row in grid.rows]
    return Table("Visits", headings, rows)


def _cell(month: Month) -> Cell:
    if len(month.days) == 1:
        return month.days[0]
    if month.days:
        return ", ".join(map(day, month.days))
    return "" if month.state == MonthState.NOT_ASKED else month.state.value
