"""Rich text in a DOCX: paragraphs, headings, lists, quotations, tables, links, and what is strong or raised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.encoding import iri_to_uri
from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cleaning.text import cleaned
from typesetting.word.tables import mark_headings

type Node = dict | str

BLOCKS = {"p", "heading", "ul", "ol", "li", "blockquote", "table"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
DEEPEST = 3  # as many lists inside each other as Word has styles for
LOWEST = 4
LINK = RGBColor(0x0F, 0x4C, 0x5C)


@dataclass(frozen=True)
class Place:
    """Where words go: into what, in which style of paragraph, under how many lists, by which numbering."""

    container: BlockItemContainer
    style: str | None = None
    lists: int = 0
    numbering: int = 0


class Writer:
    """Writes trees at the end of a document."""

    def __init__(self, document: Document):
        self.document = document
        self.deeper = 0

    def write(self, nodes: Sequence[Node], deeper: int = 0) -> None:
        self.deeper = deeper
        self._blocks(nodes, Place(self.document._body))

    def _blocks(self, nodes: Sequence[Node], place: Place) -> None:
        """Each block in paragraphs of its own; words between blocks are one."""
        paragraph = None
        for node in nodes:
            if isinstance(node, dict) and node["tag"] in BLOCKS:
                paragraph = None
                place = self._block(node, place) or place
            elif paragraph or not isinstance(node, str) or node.strip():
                if paragraph is None:
                    paragraph, place = self._paragraph(place)
                self._inline(node, paragraph)

    def _block(self, node: dict, place: Place) -> Place | None:
        """Write a block. Gives where the next one goes, where that is another place."""
        if node["tag"] in LISTS:
            self._list(node, place)
        elif node["tag"] == "heading":
            level = min(node["level"] + self.deeper, LOWEST)
            self._into(node, place.container.add_paragraph(style=f"Heading {level}"))
        elif node["tag"] == "table":
            self._table(node, place)
        elif node["tag"] == "blockquote":
            self._blocks(node["of"], replace(place, style="Quote", numbering=0))
        else:
            paragraph, following = self._paragraph(place)
            self._into(node, paragraph)
            return following
        return None

    def _paragraph(self, place: Place) -> tuple[Paragraph, Place]:
        """A paragraph, and where the next one goes: of an item only the first has a number or a bullet."""
        paragraph = place.container.add_paragraph(style=place.style)
        if place.numbering:
            numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbers.get_or_add_ilvl().val = 0
            numbers.get_or_add_numId().val = place.numbering
        if place.style and place.style.startswith(tuple(LISTS.values())):
            return paragraph, replace(place, style=_of_level("List Continue", place.lists), numbering=0)
        return paragraph, place

    def _list(self, node: dict, place: Place) -> None:
        level = min(place.lists + 1, DEEPEST)
        style = _of_level(LISTS[node["tag"]], level)
        numbering = self._restarted(style, node["start"]) if node["tag"] == "ol" else 0
        for item in node["of"]:
            inside = item["of"] if isinstance(item, dict) else [item]
            self._blocks(inside, Place(place.container, style, level, numbering))

    def _restarted(self, style: str, start: int) -> int:
        """A numbering of its own for a list: Word counts on through all that share one."""
        numbering = self.document.part.numbering_part.element
        own = self.document.styles[style].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return made.numId

    def _table(self, node: dict, place: Place) -> None:
        """Its cells have places, as `publishing.typesetting.grid` gives them."""
        cells = [*node["head"], *node["body"]]
        if not cells:
            return
        if node["caption"]:
            self._into({"of": node["caption"]}, place.container.add_paragraph(style="Caption"))
        rows = max(cell["y"] + cell["rowspan"] for cell in cells)
        table = self.document.add_table(rows=rows, cols=node["columns"], style="Table Grid")
        grid = [row.cells for row in table.rows]
        for cell in cells:
            far = grid[cell["y"] + cell["rowspan"] - 1][cell["x"] + cell["colspan"] - 1]
            self._cell(cell, grid[cell["y"]][cell["x"]].merge(far))
        mark_headings(table, rows=1 if node["head"] else 0)
        self.document.add_paragraph()

    def _cell(self, cell: dict, into: _Cell) -> None:
        self._blocks(cell["of"], Place(into))
        if len(into.paragraphs) > 1:
            into._tc.remove(into.paragraphs[0]._p)  # each cell begins with an empty one
        for run in (run for paragraph in into.paragraphs for run in paragraph.runs):
            run.bold = cell["head"] or run.bold

    def _into(self, node: dict, paragraph: Paragraph) -> None:
        for child in node["of"]:
            self._inline(child, paragraph)

    def _inline(self, node: Node, paragraph: Paragraph, look: tuple[str, ...] = (), link=None) -> None:
        if isinstance(node, str):
            run = _run(paragraph, link)
            run.text = cleaned(node)
            for each in look:
                setattr(run.font, LOOKS[each], True)
        elif node["tag"] == "br":
            _run(paragraph, link).add_break()
        else:
            look = (*look, node["tag"]) if node["tag"] in LOOKS else look
            link = _link(paragraph, node["href"]) if node["tag"] == "a" and node.get("href") else link
            for child in node["of"]:
                self._inline(child, paragraph, look, link)


LOOKS = {"strong": "bold", "th": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"}


def _of_level(style: str, level: int) -> str:
    return style if level <= 1 else f"{style} {level}"


def _run(paragraph: Paragraph, link) -> Run:
    run = paragraph.add_run()
    if link is not None:
        run.font.underline, run.font.color.rgb = True, LINK
        link.append(run._r)
    return run


def _link(paragraph: Paragraph, href: str):
    """An element whose runs lead somewhere. Word opens no file with an address that is none, so it is escaped."""
    key = paragraph.part.relate_to(iri_to_uri(cleaned(href)), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), key)
    paragraph._p.append(element)
    return element
