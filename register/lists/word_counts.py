"""Words that no list of codes has, counted: a new word shows as one sentence, not as a thousand rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from register.lists.problems import UnknownWords

IN_ROWS = 3
LONGEST = 40


@dataclass(slots=True)
class WordCounts:
    """The lines of words by their field, and whether they are kept as printed or were not read."""

    lines: dict[tuple[str, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, field: str, words: str, line: int, *, is_read: bool) -> None:
        self.lines[field, words, is_read].append(line)

    def counted(self, headings: Mapping[str, str]) -> tuple[UnknownWords, ...]:
        """Each word once, with its first line and how often it stands there."""
        return tuple(
            UnknownWords(headings[field], words, lines[0], len(lines), is_read)
            for (field, words, is_read), lines in self.lines.items()
        )

    def harmless(self, headings: Mapping[str, str]) -> tuple[UnknownWords, ...]:
        """The same, without what may be a home's name: a row that slipped shows that under any heading.

        What stands in several rows, is short and has no figures is none.
        """
        return tuple(words for words in self.counted(headings) if words.times >= IN_ROWS and _is_harmless(words.words))


def _is_harmless(words: str) -> bool:
    return len(words) <= LONGEST and not any(sign.isdecimal() for sign in words)
