"""A DOCX that is written from the top to the bottom; the same words give the same bytes."""

import io
from collections.abc import Sequence
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from cleaning.text import cleaned, one_line
from typesetting.word.rich import Writer
from typesetting.word.tables import mark_headings

LANGUAGE = "en-GB"
INK = RGBColor(0x1B, 0x2A, 0x33)
A4, MARGIN = (Mm(210), Mm(297)), Mm(25)
LOWEST = 4  # level of a heading


class WordFile:
    """`title` and `author` (never a person's name) stand in its properties; `mark`, such as DRAFT, on each page."""

    def __init__(self, *, title: str, author: str, made_at: datetime, mark: str = ""):
        self._document = Document()
        _set_page(self._document, mark)
        _set_styles(self._document)
        _set_properties(self._document, one_line(title), author, made_at)
        self._writer = Writer(self._document)

    def heading(self, words: str, level: int) -> None:
        self._document.add_heading(cleaned(words), min(level, LOWEST))

    def paragraph(self, words: str, style: str | None = None) -> None:
        """`style` is one of Word's own, such as "Quote" or "Caption"."""
        self._document.add_paragraph(cleaned(words), style)

    def rich(self, nodes: Sequence[dict | str], deeper: int = 0) -> None:
        """Rich text as a tree of plain values (`publishing.typesetting.tree`); its headings so many levels deeper."""
        self._writer.write(nodes, deeper)

    def table(self, caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row is said to be its headings, and whose first column says what each row is."""
        self.paragraph(caption, "Caption")
        table = self._document.add_table(rows=0, cols=len(headings), style="Table Grid")
        for row in (headings, *rows):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = cleaned(words)
        mark_headings(table)
        self._document.add_paragraph()

    def written(self) -> bytes:
        out, made = io.BytesIO(), io.BytesIO()
        self._document.save(out)
        with ZipFile(out) as archive, ZipFile(made, "w", ZIP_DEFLATED) as same:
            for name in archive.namelist():
                same.writestr(ZipInfo(name), archive.read(name), ZIP_DEFLATED)  # without the time of day
        return made.getvalue()


def _set_page(document: Opened, mark: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    if mark:
        section.header.paragraphs[0].add_run(cleaned(mark)).bold = True


def _set_styles(document: Opened) -> None:
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), LANGUAGE)
    for level in range(1, LOWEST + 1):
        document.styles[f"Heading {level}"].font.color.rgb = INK
    document.styles["Caption"].font.color.rgb = INK


def _set_properties(document: Opened, title: str, author: str, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.language = (
        title[:255],
        author[:255],
        author[:255],
        LANGUAGE,
    )
    properties.comments, properties.created, properties.modified = "", made_at, made_at
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(key)  # a picture of the library's empty page
