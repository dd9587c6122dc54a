"""Figures inside rich text: a link whose words are the value, or, before it is saved, a token such as [figure 12]."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape

from publishing.richtext.markup import plain

LINK = re.compile(r'<a href="#figure-(\d{1,9})"[^>]*>(.*?)</a>', re.DOTALL)
TOKEN = re.compile(r"\[figure(?:\s|&nbsp;)*(\d{1,9})\]", re.IGNORECASE)


@dataclass(frozen=True)
class Quoted:
    """A link to a figure: the snapshot's number, and the words that stand for it in the text."""

    number: int
    words: str


def quoted(html: str) -> list[Quoted]:
    """The figures that sanitised rich text links to, in its order."""
    return [Quoted(int(number), plain(words)) for number, words in LINK.findall(html)]


def tokens(html: str) -> list[int]:
    """The snapshots that tokens in a text ask for, in its order."""
    return [int(number) for number in TOKEN.findall(html)]


def with_links(html: str, values: Mapping[int, str]) -> str:
    """The text with a link in place of each token whose value is known; others stay as they are."""

    def link(found: re.Match) -> str:
        number = int(found[1])
        return f'<a href="#figure-{number}">{escape(values[number])}</a>' if number in values else found[0]

    return TOKEN.sub(link, html)


def leading_to(page: str, html: str) -> str:
    """Sanitised rich text to be read elsewhere: its figures lead to where they stand on the page."""
    return html.replace('<a href="#figure-', f'<a href="{page}#figure-')
