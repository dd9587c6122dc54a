"""Quotations in a text, each with whoever says it: read out of its words, and given back to readers.

A quotation is an outermost blockquote. If its last line begins with a dash, that line says whose words they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import format_html

from publishing.richtext.markup import clean, plain

MARK = re.compile(r"(</?blockquote>)")
SOURCE = re.compile(r"<p>\s*(?:[—–]\s*|-\s+)((?:(?!<p>).)+?)</p>\s*$", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
INLINE = re.compile(r"[“\"]([^”\"“]+)[”\"]")
LONG = 8  # words; a shorter run in quotation marks may be a name, a title or a doubt


@dataclass(frozen=True)
class Part:
    """A run of a text's HTML; `number` counts the quotations from 1, and is 0 for what stands between them."""

    html: str
    number: int = 0
    speaker: str = ""
    job: str = ""

    @property
    def words(self) -> str:
        return plain(self.html)


def parts(html: str) -> Iterator[Part]:
    """A text in its order: what stands between quotations, and each quotation without the line of its source."""
    number = 0
    for piece, is_quotation in _pieces(clean(html)):
        if not is_quotation:
            yield Part(piece)
        elif plain(piece):
            number += 1
            yield _quotation(piece, number)


def quotations_in(html: str) -> list[Part]:
    """The quotations of a text alone."""
    return [part for part in parts(html) if part.number]


def shown_parts(edition) -> list[tuple[Part, object]]:
    """The body for a page: each run with the row of its quotation, or None. One query, none without quotations."""
    rows = {row.position: row for row in edition.spoken}
    return [(part, rows.get(part.number)) for part in parts(edition.body)]


def with_speakers(edition) -> str:
    """The body in the fixed set of tags, whoever says it under each quotation: for feeds, mail and plain text."""
    return "".join(_attributed(part, row) if part.number else part.html for part, row in shown_parts(edition))


def long_quotations_in_line(html: str) -> list[str]:
    """Runs of more than eight words in quotation marks outside a quotation: somebody's words whom nobody asked."""
    between = " ".join(unescape(TAG.sub(" ", part.html)) for part in parts(html) if not part.number)
    return [words for words in INLINE.findall(between) if len(words.split()) > LONG]


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The HTML cut at outermost quotations; one that stands in another goes with it."""
    depth, pending = 0, []
    for piece in MARK.split(html):
        opens, closes = piece == "<blockquote>", piece == "</blockquote>"
        if (opens and depth == 0) or (closes and depth == 1):
            yield "".join(pending), closes
            pending = []
        else:
            pending.append(piece)
        depth += opens - closes
    yield "".join(pending), False


def _quotation(html: str, number: int) -> Part:
    source = SOURCE.search(html)
    if source is None or not plain(html[: source.start()]):
        return Part(html, number)
    speaker, _, job = plain(source[1]).partition(",")
    return Part(html[: source.start()], number, speaker.strip()[:120], job.strip()[:160])


def _attributed(part: Part, row) -> str:
    attribution = format_html("<p>— {}</p>", row.attribution) if row and row.speaker else ""
    return f"<blockquote>{part.html}</blockquote>{attribution}"
