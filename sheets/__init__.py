"""Sheets in and out: CSV, XLSX and ODS. What is read stands in `reading`, what is written in `writing`."""

from sheets.problems import NotASheet
from sheets.reading import read_sheets
from sheets.sheet import Sheet, SheetRow

__all__ = ["NotASheet", "Sheet", "SheetRow", "read_sheets"]
