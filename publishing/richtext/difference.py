"""What changed between two texts, word by word, without Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word, or the gap between two paragraphs; the space between words is no change.
WORD = re.compile(r"\n\s*\n|\S+")


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether it stands in one of the two texts only."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Difference:
    """Two texts in runs of words: those that changed stand in one of them only."""

    before: list[Piece]
    after: list[Piece]

    @property
    def is_any(self) -> bool:
        return any(piece.is_changed for piece in [*self.before, *self.after])


def difference(before: str, after: str) -> Difference:
    """Compare two plain texts by their words."""
    one, two = WORD.findall(before), WORD.findall(after)
    # Without `autojunk`, which takes words that come often in a long text for noise.
    runs = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    left = _pieces((one[start:end], tag) for tag, start, end, _, _ in runs)
    right = _pieces((two[start:end], tag) for tag, _, _, start, end in runs)
    return Difference(list(left), list(right))


def _pieces(runs) -> Iterator[Piece]:
    for words, tag in runs:
        if words:
            yield Piece(" ".join(word.strip(" ") or word for word in words), tag != "equal")
