"""Mail's blocks: a quoted mail is no quotation of ours, and a `div` is a paragraph or nothing."""

from lxml import etree

BLOCKS = {"p", "div", "ul", "ol", "li", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "center", "section"}
QUOTED_MAIL = ("cite", "quote", "border-left")  # Apple Mail and Thunderbird; Gmail; Outlook


def plain_blocks(root: etree._Element) -> None:
    for each in list(root.iter("blockquote")):
        marks = f"{each.get('type')} {each.get('class')} {each.get('style')}"
        if any(mark in marks for mark in QUOTED_MAIL):
            each.tag = "div"
    for each in list(root.iter("div", "center", "section", "article")):
        if each is root:
            continue
        if any(inner.tag in BLOCKS for inner in each.iterdescendants()):
            _unwrapped(each)
        else:
            each.tag = "p"


def _unwrapped(each: etree._Element) -> None:
    """Its blocks in its place; words that stand between them become paragraphs of their own."""
    if (each.text or "").strip():
        words = each.makeelement("p")
        words.text, each.text = each.text, None
        each.insert(0, words)
        while words.getnext() is not None and words.getnext().tag not in BLOCKS:
            words.append(words.getnext())
    each.drop_tag()
