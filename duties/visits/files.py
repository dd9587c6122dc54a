"""The grid and the plan as tables for a sheet. They name homes by alias alone: boards pass files on."""

from collections.abc import Iterable
from datetime import date

from duties.law import Month, MonthState
from duties.models import PlannedVisit
from duties.overview import DueAction
from duties.visits.grid import Grid
from duties.visits.plans import Plan, state_of
from people.templatetags.people import day
from sheets.writing import Cell, Table


def table_of_visits(grid: Grid) -> Table:
    headings = ["Home", *(f"{month:%B %Y}" for month in grid.months), "Months missed", "Actions to do"]
    rows = [
        [str(row.home), *(_cell(month, plan) for month, plan in row.cells), row.missed, row.to_do] for row in grid.rows
    ]
    return Table("Visits", headings, rows)


def table_of_plans(planned: Iterable[PlannedVisit], today: date) -> Table:
    rows = [[each.planned_on, str(each.home), each.visitor, state_of(each.planned_on, today)] for each in planned]
    return Table("Planned visits", ["Day", "Home", "Visitor", "State"], rows)


def table_of_actions(actions: Iterable[DueAction]) -> Table:
    headings = ["Home", "Visit of", "What is to be done", "Responsible", "Until", "Done on", "State"]
    rows = [
        [
            str(each.home),
            each.visited_on,
            each.what,
            each.responsible,
            each.due_status.due,
            each.done_on,
            "Done" if each.done_on else each.due_status.state.value,
        ]
        for each in actions
    ]
    return Table("Actions raised at visits", headings, rows)


def _cell(month: Month, plan: Plan | None) -> Cell:
    if len(month.days) == 1:
        return month.days[0]
    if month.days:
        return ", ".join(map(day, month.days))
    state = "" if month.state == MonthState.NOT_ASKED else month.state.value
    words = "; ".join(filter(None, [state, plan and _words(plan)]))
    return words[:1].upper() + words[1:]


def _words(plan: Plan) -> str:
    return f"{'not visited as planned on' if plan.passed else 'planned for'} {day(plan.on)}, {plan.visitor}"
