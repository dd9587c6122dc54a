"""A sheet of days on which duties were done: one to fill in, and what a filled one would keep, before it does."""

from homes.duty_sheet.columns import COLUMNS, Entry, entries_of, table_of
from homes.duty_sheet.planning import Plan, Problem, Reading, plan
from homes.duty_sheet.template import to_fill_in

__all__ = ["COLUMNS", "Entry", "Plan", "Problem", "Reading", "entries_of", "plan", "table_of", "to_fill_in"]
