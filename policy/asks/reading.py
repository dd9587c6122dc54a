"""Asks in the words of a text, and which of them are the same in two versions. Without a database."""

from difflib import SequenceMatcher
from itertools import pairwise

from lxml import html as lxml_html

from publishing.richtext.markup import clean

HEADING = "What we ask for"
ALIKE = 0.6  # of `SequenceMatcher.ratio`: the documentation of difflib calls that a close match


def asks_in(body: str) -> list[str]:
    """The asks of a text, plain, in order: the items of the list under the heading that is called so."""
    parts = list(lxml_html.fragment_fromstring(clean(body), create_parent="div")) if body else []
    for heading, following in pairwise(parts):
        is_heading = heading.tag in ("h2", "h3") and _plain(heading).casefold() == HEADING.casefold()
        if is_heading and following.tag in ("ol", "ul"):
            return [words for item in following if (words := _plain(item))]
    return []


def matched(asks: list[str], known: dict[int, str]) -> list[int | None]:
    """For each ask the key of the known wording that it is, or None for a new one: each key once.

    The same words first, then those that are most alike.
    """
    found: dict[int, int] = {}
    pairs = [(_likeness(ask, words), place, key) for place, ask in enumerate(asks) for key, words in known.items()]
    for likeness, place, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness >= ALIKE and place not in found and key not in found.values():
            found[place] = key
    return [found.get(place) for place in range(len(asks))]


def _plain(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one.casefold(), two.casefold(), autojunk=False).ratio()
