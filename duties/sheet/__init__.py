"""A sheet of days on which duties were done: one to fill in, and what a filled one would keep, before it does."""

from duties.sheet.columns import COLUMNS, Entry, entries_of, table_of
from duties.sheet.planning import Plan, PlannedDay, Problem, plan
from duties.sheet.template import to_fill_in

__all__ = ["COLUMNS", "Entry", "Plan", "PlannedDay", "Problem", "entries_of", "plan", "table_of", "to_fill_in"]
