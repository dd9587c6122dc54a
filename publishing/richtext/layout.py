"""Rich text laid out as plain words: numbers, bullets, quotation marks and tables stay. For plain text and mails."""

import re

from lxml import etree
from lxml import html as lxml_html

from people.links import absolute
from publishing.richtext.markup import clean
from publishing.richtext.tables import readable_tables

BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "li"}
SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
LINK = re.compile(r'<a href="(?:mailto:|tel:)?([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
SOURCE = re.compile(r"^(?:[—–]|- )")  # the line below a quotation that says whose it is
OPENS = ("“", "\N{LEFT SINGLE QUOTATION MARK}", '"', "'")


def laid_out(html: str) -> str:
    """The words with a blank line between blocks; items begin with their number or a dash, rows stand on a line.

    Links have their address behind their words, but for those that lead to a place in the text itself.
    """
    safe = LINK.sub(_with_address, readable_tables(clean(html)))
    if not safe.strip():
        return ""
    return "\n\n".join(_blocks(lxml_html.fragment_fromstring(safe, create_parent="div")))


def _with_address(link: re.Match[str]) -> str:
    address, words = link[1], link[2]
    address = absolute(address) if address.startswith("/") else address
    return words if address.startswith("#") or address == words else f"{words} ({address})"


def _blocks(element: etree._Element) -> list[str]:
    """What stands in an element, block by block; words between blocks are one of their own."""
    made, words = [], [element.text or ""]
    for each in element:
        if each.tag in BLOCKS:
            made += [_tidy("".join(words)), *_block(each)]
            words = [each.tail or ""]
        else:
            words += [_inline(each), each.tail or ""]
    return [block for block in [*made, _tidy("".join(words))] if block]


def _block(each: etree._Element) -> list[str]:
    if each.tag in ("ul", "ol"):
        return ["\n".join(_items(each))]
    if each.tag == "blockquote":
        return _quoted(_blocks(each))
    if each.tag == "table":
        return ["\n".join(_rows(each))]
    return _blocks(each)


def _inline(each: etree._Element) -> str:
    if each.tag == "br":
        return "\v"  # a break that is meant; others are spaces
    return (each.text or "") + "".join(_inline(inner) + (inner.tail or "") for inner in each)


def _tidy(words: str) -> str:
    return "\n".join(SPACE.sub(" ", line).strip() for line in words.split("\v")).strip()


def _items(listed: etree._Element) -> list[str]:
    start = listed.get("start", "1")
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    lines = []
    for number, item in enumerate(listed.iterchildren("li"), start=first):
        sign = f"{number}. " if listed.tag == "ol" else "- "
        words = "\n".join(_blocks(item)).replace("\n", "\n" + " " * len(sign))
        lines.append(f"{sign}{words}")
    return lines


def _quoted(blocks: list[str]) -> list[str]:
    """Quotation marks as English sets them: one before each paragraph, one after the last."""
    spoken, source = (blocks[:-1], blocks[-1:]) if len(blocks) > 1 and SOURCE.match(blocks[-1]) else (blocks, [])
    if not spoken or spoken[0].startswith(OPENS):
        return blocks
    return [*(f"“{block}" for block in spoken[:-1]), f"“{spoken[-1]}”", *source]


def _rows(table: etree._Element) -> list[str]:
    caption = [" ".join(_blocks(each)) for each in table.iterchildren("caption")]
    rows = [" | ".join(" ".join(_blocks(cell)) for cell in row) for row in table.iter("tr")]
    return [*caption, *rows]
