"""What a screen reader is told of a table in a DOCX."""

from docx.oxml import OxmlElement
from docx.table import Table, _Row


def mark_headings(table: Table, rows: int = 1) -> None:
    """Say that the first rows of a table are its headings, which each page repeats; no row is parted by a page."""
    for row in table.rows:
        _say(row, "w:cantSplit")
    for row in table.rows[:rows]:
        _say(row, "w:tblHeader")
        for run in (run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs):
            run.bold = True


def _say(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
