"""A small file of the shape of a published one, and what was put into it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.register.shapes.providers import Row

Columns = Mapping[str, str]  # a heading as published, and the key of its cells


@dataclass(frozen=True)
class Shape:
    """`rows` are those of each list in it: a CSV file has one, whose name is empty."""

    name: str
    raw: bytes
    lists: Mapping[str, Sequence[Row]]

    @property
    def rows(self) -> Sequence[Row]:
        return next(iter(self.lists.values()))


@dataclass(frozen=True)
class CsvForm:
    """The bytes around the cells of a published CSV file."""

    encoding: str = "utf-8-sig"
    ends: str = "\n"
    last_line_ends: bool = True
    above: Sequence[Sequence[str]] = ()
    blank_columns: int = 0
    blank_rows: int = 0

    def write(self, name: str, columns: Columns, rows: Sequence[Row]) -> Shape:
        width = len(columns) + self.blank_columns
        cells = [*self.above, list(columns), *([_words(row[key]) for key in columns.values()] for row in rows)]
        out = io.StringIO(newline="")
        sheet = csv.writer(out, lineterminator=self.ends)
        sheet.writerows([*line, *[""] * (width - len(line))] for line in [*cells, *[[]] * self.blank_rows])
        text = out.getvalue() if self.last_line_ends else out.getvalue().removesuffix(self.ends)
        return Shape(name, text.encode(self.encoding), {"": rows})


def _words(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
