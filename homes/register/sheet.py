"""A sheet before anyone knows what its columns mean. CSV gives one here; ODS and XLSX will give the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line of the text it starts on, its number in a spreadsheet program, its cells.

    `problem` is a sentence about the row as the format has it, such as a quotation mark that was never closed;
    `unfinished` says that the text stops with this row and without a line end.
    """

    line: int
    row: int
    cells: list[str]
    problem: str | None = None
    unfinished: bool = False

    @property
    def blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)
