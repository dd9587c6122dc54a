"""Words that no list of codes has, counted: a new word shows as one sentence, not as a thousand rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from register.lists.problems import UnknownWords

IN_ROWS = 3
LONGEST = 40
GRADES_OF_A_SCALE = 8  # more different words than that are another column under its heading


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

    def likely(self) -> set[tuple[str, str]]:
        """The harmless ones by field, where a field has so few that they may be a scale of grades."""
        found = defaultdict(set)
        for (name, words, _), lines in self.lines.items():
            if len(lines) >= IN_ROWS and _is_harmless(words):
                found[name].add((name, words))
        return {pair for pairs in found.values() if len(pairs) <= GRADES_OF_A_SCALE for pair in pairs}


def _is_harmless(words: str) -> bool:
    return len(words) <= LONGEST and not any(sign.isdecimal() for sign in words)
