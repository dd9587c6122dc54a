"""Where the headings of a provider's sheet stand, for every reader of one; and what no such sheet may hold."""

from collections.abc import Callable

from homes.sheets.fields import speaks_of_children
from people.sheets import NotASheet, Sheet, SheetRow

WITHIN = 10  # rows: titles and notes may stand above the headings


def below_headings[Columns](
    sheets: list[Sheet], columns_of: Callable[[list[str]], Columns | None], *, missing: str
) -> tuple[Columns, list[SheetRow]]:
    """What `columns_of` finds in the first row that it knows for headings, and the rows below it.

    Raises NotASheet with the sentence `missing` where there is no such row, and for a column about children: nothing of
    the file is read then.
    """
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:WITHIN]):
            columns = columns_of(row.cells)
            if columns is not None:
                _refuse_children(row.cells)
                return columns, sheet.rows[at + 1 :]
    raise NotASheet(missing)


def _refuse_children(headings: list[str]) -> None:
    wrong = [heading.strip() for heading in headings if speaks_of_children(heading)]
    if wrong:
        raise NotASheet(
            f"This file has headings that speak of children: {', '.join(wrong)}. The portal holds nothing about any "
            "child, so nothing of the file was kept. Delete those columns with what is in them, and choose it again."
        )
