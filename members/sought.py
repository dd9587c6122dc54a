"""Which of many names may be near one that is sought, without comparing each with each. Without Django or a database.

Whether it is near is said by `why_near`; this only leaves out those of which it would say nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from math import ceil

from members.names import ALIKE, trigrams

FEW = 20


class Sought:
    """Plain names that are sought: `may_be_near` gives those of them that a known plain name may be near."""

    def __init__(self, names: Iterable[str]):
        self._trigrams = {name: trigrams(name) for name in names if name}
        self._joined, self._phrases, self._rare = defaultdict(set), defaultdict(set), defaultdict(set)
        self._often = Counter(sign for signs in self._trigrams.values() for sign in signs)
        for name, signs in self._trigrams.items():
            self._joined[name.replace(" ", "")].add(name)
            for phrase in _phrases(name):
                self._phrases[phrase].add(name)
            for sign in self._rarest(signs):
                self._rare[sign].add(name)

    def __bool__(self) -> bool:
        return bool(self._trigrams)

    def may_be_near(self, known: str) -> set[str]:
        """Those that are the same, hold the known name, are held by it, or are spelt alike; and a few others."""
        found = self._joined.get(known.replace(" ", ""), set()) | self._phrases.get(known, set())
        signs = _signs(known)
        indexed = [sign for sign in signs if sign in self._rare]
        if not indexed:
            return found
        if len(self._trigrams) > FEW:  # the phrases and the order of trigrams cost more than they save for a few
            found |= self._trigrams.keys() & _phrases(known)
            rarest = set(self._rarest(set(signs)))
            indexed = [sign for sign in indexed if sign in rarest]
        near = set().union(*(self._rare[sign] for sign in indexed))
        return found | self._alike(near, set(signs))

    def _alike(self, near: set[str], signs: set[str]) -> set[str]:
        """Of some names those that have enough of these trigrams, or all of their own among them."""
        common = {name: len(self._trigrams[name] & signs) for name in near}
        sizes = {name: len(self._trigrams[name]) for name in near}
        return {
            name
            for name in near
            if common[name] == sizes[name] or common[name] >= ALIKE * (len(signs) + sizes[name] - common[name])
        }

    def _rarest(self, signs: Collection[str]) -> list[str]:
        """So many of the trigrams of a name that two with `ALIKE` of all in common have one of these in common.

        That is the filter by prefixes of joins over similar sets: it needs one order for all of them.
        """
        ordered = sorted(signs, key=lambda sign: (self._often[sign], sign))
        return ordered[: len(ordered) - ceil(ALIKE * len(ordered)) + 1]


def _signs(name: str) -> list[str]:
    """The trigrams of a name, not kept: of tens of thousands of names, most come once."""
    padded = [f"  {word} " for word in name.split()]
    return [word[start : start + 3] for word in padded for start in range(len(word) - 2)]


def _phrases(name: str) -> set[str]:
    words = name.split()
    return {" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)}
