"""What people paste from other programs, as the markup that it means. Plain Python: no Django, no database.

Word's lists and notes, Google Docs' styles, quoted mail, tables that only lay out, links that gateways rewrote. In the
browser `static/portal/paste.js` does the same before the words reach the editor.
"""

import re
from html import escape

from lxml import etree
from lxml import html as lxml_html

from publishing.richtext.pasting.blocks import plain_blocks
from publishing.richtext.pasting.inline import spelt_out
from publishing.richtext.pasting.links import mended_links
from publishing.richtext.pasting.tables import settled_tables
from publishing.richtext.pasting.word import lists_of_word, notes_as_numbers

# What tells of another program; our own markup has none of it, but links and tables.
FOREIGN = re.compile(r"(?i)\s(style|class|type|role|align)\s*=|<(o:|a\b|table|font|div|center|!)")
WHOLE_PAGE = re.compile(r"(?i)</?(html|body)\b[^>]*>|<!doctype[^>]*>")  # a parser stops at its end; more may follow
GONE = ("style", "script", "title", "head", "meta", "link", "xml", "base", "colgroup", "col", "object", "template")


def tidied(html: str) -> str:
    """The same words in the markup that they mean, for `richtext.clean` to sanitise. Gives back what it cannot read."""
    if not FOREIGN.search(html):
        return html
    try:
        root = lxml_html.fragment_fromstring(WHOLE_PAGE.sub("", html), create_parent="div")
    except (etree.ParserError, ValueError):
        return html
    _drop(root)
    lists_of_word(root)
    notes_as_numbers(root)
    spelt_out(root)
    settled_tables(root)
    mended_links(root)
    plain_blocks(root)
    inside = "".join(lxml_html.tostring(each, encoding="unicode") for each in root)
    return escape(root.text or "", quote=False) + inside


def _drop(root: etree._Element) -> None:
    for each in list(root.iter()):
        if (not isinstance(each.tag, str) or each.tag in GONE) and each.getparent() is not None:
            each.drop_tree()
    for each in list(root.iter("o:p")):
        each.drop_tag()
    for each in list(root.iter("br")):
        if each.get("class") == "Apple-interchange-newline":  # what Chromium puts behind all that is copied
            each.drop_tree()
