"""Tables of a text as readers get them: with a caption and headings, and on a phone as cards. Plain Python.

What a table shows stands right above it, in a paragraph that begins with “Table”: there it can be written in any
editor, and survives being pasted. Readers get it as the table's caption.
"""

from lxml import etree
from lxml import html as lxml_html

from publishing.richtext.pasting.tables import is_caption


def readable_tables(html: str) -> str:
    """Sanitised HTML with each table captioned, its headings scoped, and its cells labelled for a narrow screen."""
    if "<table" not in html:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for table in root.iter("table"):
        _caption(table)
        _head(table)
    return "".join(lxml_html.tostring(each, encoding="unicode") for each in root)


def uncaptioned(html: str) -> int:
    """How many tables have no caption."""
    readable = readable_tables(html)
    return readable.count("<table") - readable.count("<caption>")


def _caption(table: etree._Element) -> None:
    above = table.getprevious()
    if above is not None and above.tag == "p" and is_caption(above.text_content()):
        tail, above.tail = above.tail, None
        above.getparent().remove(above)
        above.tag, above.tail = "caption", tail
        table.insert(0, above)


def _head(table: etree._Element) -> None:
    """Headings of columns and rows as such; as cards only where no cell is merged."""
    rows = list(table.iter("tr"))
    is_headed = bool(rows) and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0])
    labels = [" ".join(cell.text_content().split()) for cell in rows[0]] if is_headed else []
    for place, row in enumerate(rows):
        for cell in row:
            if cell.tag == "th":
                cell.set("scope", "col" if place == 0 and is_headed else "row")
    merged = any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("td", "th"))
    if merged or not is_headed:
        table.set("class", "table--wide")
        return
    table.set("class", "table--cards")
    if rows[0].getparent().tag != "thead":
        head = etree.Element("thead")
        rows[0].getparent().addprevious(head)
        head.append(rows[0])
    for row in rows[1:]:
        for label, cell in zip(labels, row, strict=False):
            if cell.tag == "td":
                cell.set("data-label", label)
