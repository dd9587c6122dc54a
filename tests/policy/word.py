"""A DOCX as Word opens it."""

import io
from dataclasses import dataclass
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn


@dataclass(frozen=True)
class Opened:
    """`lines` are its paragraphs outside tables, each with its style."""

    document: object
    raw: bytes

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(each.style.name, each.text) for each in self.document.paragraphs if each.text]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(style[-1]), words) for style, words in self.lines if style.startswith("Heading")]

    @property
    def words(self) -> str:
        cells = [cell.text for table in self.document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(words for _, words in self.lines), *cells])

    @property
    def tables(self) -> list[list[list[str]]]:
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in self.document.tables]

    @property
    def headed(self) -> list[int]:
        """Of each table, how many rows are headings."""
        return [
            sum(row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows)
            for table in self.document.tables
        ]

    @property
    def header(self) -> str:
        return self.document.sections[0].header.paragraphs[0].text

    def part(self, name: str) -> str:
        with ZipFile(io.BytesIO(self.raw)) as archive:
            return archive.read(name).decode()


def opened(raw: bytes) -> Opened:
    return Opened(Document(io.BytesIO(raw)), raw)
