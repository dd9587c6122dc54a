"""Rich text as a tree of plain values, which a template walks: words stay words, whatever they look like."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from cleaning.text import shows
from publishing.richtext.markup import clean
from publishing.richtext.tables import readable_tables
from publishing.typesetting.grid import table_of

SPACE = re.compile(r"[ \t\r\n\f]+")
HOLDS_BLOCKS = {"", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr"}


def tree_of(html: str, *, page: str, under: int = 1) -> list:
    """The nodes of sanitised rich text: strings, and `{"tag", "of", …}` with nodes of their own.

    Links to a place of this site lead there from `page`, the address of the text. `under` is the level of the heading
    above: a text that begins with a small heading begins with one a level lower, as a PDF whose headings skip a level
    is not accessible.
    """
    reader = _Reader(page, under)
    reader.feed(readable_tables(clean(html)))
    reader.close()
    return reader.root["of"]


class _Reader(HTMLParser):
    """Builds the tree. What it reads was sanitised, so its tags are few and closed in order."""

    def __init__(self, page: str, under: int):
        super().__init__()
        self.page = page
        self.root = {"tag": "", "of": []}
        self.open = [self.root]
        self.level = under

    def handle_starttag(self, tag, attrs):
        node = {"tag": tag, "of": []}
        if tag in ("h2", "h3"):
            node |= {"tag": "heading", "level": min(int(tag[1]), self.level + 1)}
        if tag == "a":
            node["href"] = _absolute(self.page, dict(attrs).get("href") or "")
        if tag == "ol":
            node["start"] = _whole(dict(attrs).get("start"))
        if tag in ("td", "th"):
            node |= {name: _whole(dict(attrs).get(name)) for name in ("colspan", "rowspan")}
        self.open[-1]["of"].append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag != "br" and len(self.open) > 1:
            node = self.open.pop()
            if node["tag"] == "table":
                self.open[-1]["of"].remove(node)
                self.open[-1]["of"] += [table_of(node)] if _says(node) else []
            elif node["tag"] == "heading" and _says(node):
                self.level = node["level"]
            elif node["tag"] == "heading":
                self.open[-1]["of"].remove(node)

    def handle_data(self, data):
        words = SPACE.sub(" ", data)
        if words.strip(" ") or self.open[-1]["tag"] not in HOLDS_BLOCKS:
            self.open[-1]["of"].append(words)


def _absolute(page: str, href: str) -> str:
    try:
        return urljoin(page, href) if href else ""
    except ValueError:  # such as an unclosed bracket where the host should be
        return ""


def _says(node) -> bool:
    return shows(node) if isinstance(node, str) else any(_says(child) for child in node["of"])


def _whole(typed: str | None) -> int:
    return int(typed) if re.fullmatch(r"\d{1,6}", typed or "") else 1
