"""Sheets in and out: CSV, XLSX and ODS. What is read stands in `reading`, what is written in `writing`."""
