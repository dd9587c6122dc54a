"""Which of many names may be near one that is sought, without comparing each with each. Without Django or a database.

Whether it is near is said by `why_near`; this only leaves out those of which it would say nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil

from members.names import ALIKE, trigrams


class Sought:
    """Plain names that are sought: `may_be_near` gives those of them that a known plain name may be near."""

    def __init__(self, names: Iterable[str]):
        self.names = {name for name in names if name}
        self._joined, self._phrases, self._trigrams = defaultdict(set), defaultdict(set), defaultdict(set)
        often = Counter(sign for name in self.names for sign in trigrams(name))
        for name in self.names:
            self._joined[name.replace(" ", "")].add(name)
            for phrase in _phrases(name):
                self._phrases[phrase].add(name)
            for sign in _rarest(name, often):
                self._trigrams[sign].add(name)

    def may_be_near(self, known: str) -> set[str]:
        """Those that are the same, hold the known name, are held by it, or are spelt alike; and a few others."""
        found = self._joined.get(known.replace(" ", ""), set()) | self._phrases.get(known, set())
        padded = f"  {known.replace(' ', '   ')} "
        for start in range(len(padded) - 2):
            if near := self._trigrams.get(padded[start : start + 3]):
                found = found | near
        return found


def _phrases(name: str) -> set[str]:
    words = name.split()
    return {" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)}


def _rarest(name: str, often: Counter) -> list[str]:
    """Of its trigrams so many that a name which has `ALIKE` of them all has one of these."""
    signs = sorted(trigrams(name), key=lambda sign: (often[sign], sign))
    return signs[: len(signs) - ceil(ALIKE * len(signs)) + 1]
