"""How a text of rules is laid out: paragraphs, headings and lists, by the first character of their lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

HEADING, ITEM = "# ", "- "


@dataclass
class Block:
    """A heading, a paragraph, or a list with its entries."""

    kind: str  # heading, paragraph, list
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The text in parts. A line that begins with "# " is a heading, with "- " an entry of a list."""
    found: list[Block] = []
    for kind, words in _lines(text):
        if found and kind == found[-1].kind and kind != "heading":
            found[-1].lines.append(words)
        else:
            found.append(Block(kind, [words]))
    return [block for block in found if block.kind != "gap"]


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        words = line.strip()
        if not words:
            yield "gap", ""
        elif words.startswith(HEADING):
            yield "heading", words.removeprefix(HEADING)
        elif words.startswith(ITEM):
            yield "list", words.removeprefix(ITEM)
        else:
            yield "paragraph", words
