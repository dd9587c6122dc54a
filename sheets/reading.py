"""Any file that may hold sheets: what it is shows in its first bytes, never in its name."""

from dataclasses import replace

from cleaning.text import cleaned, one_line
from sheets.csv_reading import csv_sheet
from sheets.encoding import mended
from sheets.problems import NotASheet
from sheets.sheet import Sheet, SheetRow
from sheets.workbook import workbook_sheets

MOST_BYTES = 20 * 1024 * 1024  # Ofsted's largest list has 2 MB.
MOST_ROWS = 100_000
ZIP = b"PK\x03\x04"  # XLSX and ODS are ZIP files
SAVE_AGAIN = "Open it in a spreadsheet program, save it as XLSX, ODS or CSV, and choose that file."
OTHERS = {
    b"\xd0\xcf\x11\xe0": f"This is an old Excel file (XLS), or one with a password. {SAVE_AGAIN}",
    b"%PDF": "This is a PDF. Choose the spreadsheet or the CSV file with the same content.",
    b"\x1f\x8b": "This is a compressed file. Unpack it and choose the file in it.",
    b"\x89PNG": "This is an image. Choose a spreadsheet or a CSV file.",
    b"\xff\xd8\xff": "This is an image. Choose a spreadsheet or a CSV file.",
    b"GIF8": "This is an image. Choose a spreadsheet or a CSV file.",
    b"RIFF": "This is an image or a recording. Choose a spreadsheet or a CSV file.",
}


def read_sheets(raw: bytes, *, most_rows: int = MOST_ROWS) -> list[Sheet]:
    """The sheets of a CSV, XLSX or ODS file, those without any row too; a CSV file is one sheet.

    Cells are cleaned text, of several lines where the sheet has them: whole numbers without a point, dates as
    31/03/2025, formulas by the words that they give, and what was encoded twice as it was meant. Raises NotASheet with
    a sentence for anything else, for what is damaged, and for what is larger than any honest sheet.
    """
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise NotASheet(f"This file is larger than {most} MB. Split it, or delete what is not needed.")
    for signature, sentence in OTHERS.items():
        if raw.startswith(signature):
            raise NotASheet(sentence)
    sheets = workbook_sheets(raw, most_rows) if raw.startswith(ZIP) else [csv_sheet(raw, most_rows)]
    return [Sheet(one_line(sheet.name), [_cleaned(row) for row in sheet.rows]) for sheet in sheets]


def _cleaned(row: SheetRow) -> SheetRow:
    return replace(row, cells=[cleaned(mended(cell)) for cell in row.cells])
