"""The visits of many homes: twelve months as a grid, who visits when, marked and planned for many homes at once."""

from duties.visits.fields import day_field, field_of, home_of, visitor_field
from duties.visits.files import table_of_actions, table_of_plans, table_of_visits
from duties.visits.grid import Grid, VisitRow, grid_of, with_visits
from duties.visits.plans import Plan, key_of, plans_for, state_of, visitor_at, with_next_visit

__all__ = [
    "Grid",
    "Plan",
    "VisitRow",
    "day_field",
    "field_of",
    "grid_of",
    "home_of",
    "key_of",
    "plans_for",
    "state_of",
    "table_of_actions",
    "table_of_plans",
    "table_of_visits",
    "visitor_at",
    "visitor_field",
    "with_next_visit",
    "with_visits",
]
