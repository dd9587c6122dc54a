"""Rich text: a fixed set of tags, sanitised on the way in and never trusted on the way out; and data inside a page."""

import json
import re
from html import unescape

import nh3
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from cleaning.text import cleaned
from publishing.richtext.pasting import tidied
from publishing.richtext.tables import readable_tables

TAGS = {
    *("p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "sub", "sup", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"https", "http", "mailto", "tel"}
# What editors and Word write, and what it is here. The page has the one h1.
SYNONYMS = [(r"h1", "h2"), (r"h[456]", "h3"), (r"b", "strong"), (r"i", "em"), (r"div", "p")]
BLOCK = re.compile(r"<(p|h2|h3|ul|ol|blockquote|table)\b", re.IGNORECASE)
DEAD_LINK = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
# Around a word that a search found: characters of Unicode's private area, which no keyboard writes.
MARK_START, MARK_END = "\ue000", "\ue001"
MARKED = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")
IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
EMPTY = re.compile(r"<p>(\s|&nbsp;|<br>)*</p>")


def clean(html: str) -> str:
    """HTML with the allowed tags only; text without any block tag becomes paragraphs, so a plain textarea works too.

    Comments, styles, scripts, images, `javascript:` links and Word's own markup are dropped; the words stay, and what
    other programs mean by their markup (`publishing.richtext.pasting`).
    """
    html = tidied(html)
    for pattern, tag in SYNONYMS:
        html = re.sub(rf"<(/?)(?:{pattern})(?=[\s>/])", rf"<\1{tag}", html, flags=re.IGNORECASE)
    safe = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    safe = DEAD_LINK.sub(r"\1", safe)
    if safe.strip() and not BLOCK.search(safe):
        safe = linebreaks(safe.strip())
    return EMPTY.sub("", cleaned(safe)).strip()  # cleaned again: an entity such as `&#11;` is a character by now


def shown(html: str) -> SafeString:
    """The same sieve once more, marked as safe for a template: nothing else that people write is."""
    return mark_safe(readable_tables(clean(html)))  # noqa: S308 - sanitised on this very line


def plain(html: str) -> str:
    """The words alone, a blank line between blocks: for descriptions, comparing and word counts."""
    apart = re.sub(r"</t[dh]>", " ", clean(html))
    text = re.sub(r"</(p|h2|h3|li|blockquote|tr)>|<br>", "\n\n", apart)
    words = unescape(nh3.clean(text, tags=set())).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\n{3,}", "\n\n", words).strip()


def marked(snippet: str) -> str:
    """A piece of a text without tags, with the words that a search found in `<mark>`; empty if there are none."""
    if not MARKED.search(snippet):
        return ""
    marks = str.maketrans("", "", MARK_START + MARK_END)
    pieces = [piece.translate(marks) for piece in MARKED.split(unescape(snippet))]  # plain, found, plain, …
    shown = (format_html("<mark>{}</mark>", piece) if place % 2 else piece for place, piece in enumerate(pieces))
    return format_html_join("", "{}", ((piece,) for piece in shown))


def data_block(data: dict) -> SafeString:
    """JSON-LD for a page. No browser runs it, and none of its words can end the element."""
    words = json.dumps(data, ensure_ascii=False).translate(IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308 - escaped on the line above
