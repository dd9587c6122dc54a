"""What can be wrong with a register file, in sentences for the person who loads it.

No sentence quotes a cell that could hold a home's name or address: a row with a cell missing or to spare shows the
name under another heading, and a children's home's name must not reach an error list (docs/domain.md,
“What of a home is public”).
"""

from dataclasses import dataclass


class NotARegister(ValueError):
    """The whole file is refused; the message says what is wrong and what to do."""


class Unreadable(ValueError):
    """One row is refused: `field` is the column at fault (None: the whole row), the message a sentence."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class RowError:
    """A row left out. `line` counts lines of the text, `row` is the number a spreadsheet program shows beside it."""

    line: int
    row: int
    heading: str | None
    sentence: str
    sheet: str = ""

    def __str__(self) -> str:
        where = f"Line {self.line}" if self.line == self.row else f"Line {self.line} (row {self.row} in a spreadsheet)"
        where = f"Sheet “{self.sheet}”, row {self.row}" if self.sheet else where
        return f"{where}, {self.heading}: {self.sentence}" if self.heading else f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Words that are not known here: someone should look. `is_read` where they stand as printed."""

    heading: str
    words: str
    first_line: int
    times: int
    is_read: bool = True
