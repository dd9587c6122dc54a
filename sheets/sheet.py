"""A sheet before anyone knows what its columns mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with something in it: the line of the text it starts on, its number in a spreadsheet program, its cells.

    In a workbook both numbers are the same. `problem` is a sentence about the row as the format has it, such as a
    quotation mark that was never closed; `unfinished` says that the text stops with this row and without a line end.
    `across` are cells of a workbook that are one over several columns, by the first and the last of these; `down` are
    the columns whose cell is one with that of the row above, and has been given its words.
    """

    line: int
    row: int
    cells: list[str]
    problem: str | None = None
    unfinished: bool = False
    across: tuple[tuple[int, int], ...] = ()
    down: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet, without blank ones. `name` is what its tab says; a CSV file has none."""

    name: str
    rows: list[SheetRow]


def blank(cells: list[str]) -> bool:
    return not any(cell.strip() for cell in cells)
