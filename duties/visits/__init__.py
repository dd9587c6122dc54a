"""The monthly visits of many homes: twelve months as a grid, marked for many homes at once, and as a sheet."""

from duties.visits.files import table_of_visits
from duties.visits.grid import RULE, Grid, VisitRow, field_of, grid_of, home_of

__all__ = ["RULE", "Grid", "VisitRow", "field_of", "grid_of", "home_of", "table_of_visits"]
