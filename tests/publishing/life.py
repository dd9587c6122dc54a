"""What should be true of texts, kept apart from the portal: which words were approved, and which are public when.

Every word that a text is written with is a token: `zx7q` in the words of a version, `zx7n` in its note of what changed,
`zx7c` in its correction, `zx7k` in the name of a contact. So a page can be asked what it tells of.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Not in an address, which stays as the first headline made it.
TOKEN = re.compile(r"zx\d+[qnck]\b(?!-)")
RELEASES = ("statement", "blog")
KINDS = (*RELEASES, "position_paper", "briefing")


def tokens(page: str, kinds: str = "qnck") -> set[str]:
    """The tokens on a page, of some kinds."""
    return {token for token in TOKEN.findall(page) if token[-1] in kinds}


@dataclass
class Version:
    pk: int
    words: str
    topic: str
    note: str = ""
    correction: str = ""
    contact: str = ""  # as approved
    about: frozenset[str] = frozenset()  # the titles of papers
    begins: datetime | None = None  # once approved
    is_submitted: bool = False
    is_withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        return self.begins is None


@dataclass
class Text:
    pk: int
    kind: str
    line: list[Version] = field(default_factory=list)
    discarded: list[Version] = field(default_factory=list)
    is_removed: bool = False
    path: str = ""
    former_paths: set[str] = field(default_factory=set)
    proposed: str = ""
    granted: bool = False

    def begun(self, now: datetime) -> list[Version]:
        """The versions that are or were public, in their order."""
        return [version for version in self.line if version.begins and version.begins <= now]

    def scheduled(self, now: datetime) -> list[Version]:
        return [version for version in self.line if version.begins and version.begins > now]

    def public(self, now: datetime) -> Version | None:
        begun = self.begun(now)
        return begun[-1] if begun and not self.is_removed else None

    @property
    def open(self) -> Version | None:
        return self.line[-1] if self.line and self.line[-1].is_open else None

    def first_public_at(self, now: datetime) -> datetime | None:
        return self.line[0].begins if self.begun(now) else None

    def told(self, version: Version) -> set[str]:
        """All that the page of a version tells, but for its contact."""
        line = self.line[: self.line.index(version) + 1]
        said = {word for one in line[1:] for word in (one.note, one.correction)}
        return {version.words, *said} - {""}

    def take_back(self, now: datetime, place: int = 0) -> None:
        """What is scheduled from a place in the line on is open again: the last of the line is left, as the draft."""
        waiting = [version for version in self.line[place:] if version.begins and version.begins > now]
        if not waiting:
            return
        place, last = self.line.index(waiting[0]), self.line[-1]
        self.discarded += [version for version in waiting if version is not last]
        self.line = [*self.line[:place], last]
        last.begins, last.contact = None, ""
        last.is_submitted = last.is_submitted and last not in waiting
        if place == 0:
            last.note = last.correction = ""


@dataclass
class House:
    """All texts, and the clock."""

    now: datetime
    texts: list[Text] = field(default_factory=list)
    topic_granted: str = ""

    def public(self, *kinds: str, topic: str = "") -> list[tuple[Text, Version]]:
        """What readers of some kinds have now."""
        found = [(text, text.public(self.now)) for text in self.texts if text.kind in kinds]
        return [(text, version) for text, version in found if version and topic in ("", version.topic)]

    def words(self, *kinds: str, topic: str = "") -> set[str]:
        return {version.words for _, version in self.public(*kinds, topic=topic)}

    def under_embargo(self) -> set[str]:
        """The words that the journalist may read before their time."""
        return {
            version.words
            for text in self.texts
            if not text.is_removed and text.kind != "briefing"
            for version in text.scheduled(self.now)
            if text.granted or (text.kind in RELEASES and self.topic_granted == version.topic)
        }

    def news(self) -> set[str]:
        return {
            version.words
            for text, version in self.public(*RELEASES)
            if not version.is_withdrawn and text.line[0].begins >= self.now - timedelta(days=2)
        }
