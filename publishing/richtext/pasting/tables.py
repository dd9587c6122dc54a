"""Tables: what only lays out a page becomes its words; what holds rows and columns stays, its headings as such."""

from lxml import etree

MOST_SPAN = 20
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CAPTION = "Table"


def settled_tables(root: etree._Element) -> None:
    tables = [(table, _lays_out(table)) for table in root.iter("table")]
    for table, lays_out in reversed(tables):
        if lays_out:
            _flatten(table)
        else:
            _settle(table)


def is_caption(words: str) -> bool:
    """Whether a paragraph right above a table says what the table shows: it begins with “Table”."""
    return words.strip().startswith(CAPTION)


def _lays_out(table: etree._Element) -> bool:
    widest = max((sum(cell.tag in ("td", "th") for cell in row) for row in table.iter("tr")), default=0)
    nested = table.find(".//table") is not None or next(table.iterancestors("table"), None) is not None
    return table.get("role") in ("presentation", "none") or widest < 2 or nested


def _flatten(table: etree._Element) -> None:
    for each in list(table.iter("td", "th", "caption")):
        each.tag = "div"
        each.attrib.clear()
    for each in list(table.iter("tr", "tbody", "thead", "tfoot")):
        each.drop_tag()
    table.tag = "div"


def _settle(table: etree._Element) -> None:
    for caption in list(table.iter("caption")):
        words = " ".join(caption.text_content().split())
        above = table.makeelement("p")
        above.text = words if is_caption(words) else f"{CAPTION}: {words}"
        caption.drop_tree()
        if words:
            table.addprevious(above)
    for row in table.iter("tr"):
        row.attrib.clear()
    for cell in list(table.iter("td", "th")):
        _settle_cell(cell)
    rows = list(table.iter("tr"))
    if table.find(".//th") is None and (rows[0].getparent().tag == "thead" or all(map(_is_bold, rows[0]))):
        for cell in rows[0]:
            cell.tag = "th"
            etree.strip_tags(cell, "b", "strong")


def _settle_cell(cell: etree._Element) -> None:
    spans = {name: cell.get(name, "") for name in ("colspan", "rowspan")}
    cell.attrib.clear()
    for name, value in spans.items():
        if value.isdecimal() and value.isascii() and 1 < int(value[:4]) <= MOST_SPAN:
            cell.set(name, str(int(value)))
    for heading in list(cell.iter(*HEADINGS)):
        heading.tag = "p"
    around = (cell.text or "") + (cell[0].tail or "") if len(cell) else ""
    if len(cell) == 1 and cell[0].tag in ("p", "div") and not around.strip():
        cell[0].drop_tag()


def _is_bold(cell: etree._Element) -> bool:
    words = "".join(cell.text_content().split())
    bold = "".join("".join(each.text_content().split()) for each in cell.iter("b", "strong"))
    return not words or words == bold
