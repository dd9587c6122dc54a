"""What should be true of texts, kept apart from the portal: which words were approved, and which are public when.

Every word that a text is written with is a token: `zx7q` in the words of a version, `zx7n` in its note of what changed,
`zx7c` in its correction, `zx7k` in the name of a contact, `zx7b` in the words about us. So a page can be asked what it
tells of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

# Not in an address, which stays as the first headline made it.
TOKEN = re.compile(r"zx\d+[qnckb]\b(?!-)")
RELEASES = ("statement", "blog")
PUBLIC = (*RELEASES, "position_paper")
KINDS = (*PUBLIC, "briefing")
WITH_CONTACT = ("statement", "position_paper")  # and with words about us


def tokens(page: str, kinds: str = "qnckb") -> set[str]:
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
    about_us: str = ""
    about: frozenset[str] = frozenset()  # the titles of papers
    begins: datetime | None = None  # once approved
    is_submitted: bool = False
    is_withdrawn: bool = False
    is_urgent: bool = False  # and not reviewed yet

    @property
    def is_open(self) -> bool:
        return self.begins is None

    @property
    def state(self) -> str:
        return "approved" if self.begins else "submitted" if self.is_submitted else "draft"

    def again(self, pk: int) -> "Version":
        """A draft with the same words."""
        return Version(pk, self.words, self.topic, about_us=self.about_us, about=self.about)


@dataclass
class Text:
    pk: int
    kind: str
    line: list[Version] = field(default_factory=list)
    discarded: list[Version] = field(default_factory=list)
    is_removed: bool = False
    redirect_to: str = ""
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

    @property
    def is_ready(self) -> bool:
        """Whether its open version may be sent for approval: a later one says what changed."""
        return bool(self.open and (len(self.line) == 1 or self.open.note))

    @property
    def first_public_at(self) -> datetime | None:
        return self.line[0].begins if self.line else None

    @property
    def last_begins(self) -> datetime | None:
        return max((version.begins for version in self.line if version.begins), default=None)

    def number(self, version: Version) -> int | None:
        return self.line.index(version) + 1 if version in self.line else None

    def during(self, version: Version) -> tuple[datetime | None, datetime | None]:
        """From when until when a version is the public one."""
        if version not in self.line:
            return None, None
        following = self.line[self.line.index(version) + 1 :]
        return version.begins, following[0].begins if following else None

    def notes_shown(self, version: Version) -> set[str]:
        """All that the page of a version tells of what was said, then and since the first."""
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
        for version in waiting:
            version.begins, version.contact = None, ""
        if place == 0:
            last.note = last.correction = ""


@dataclass
class Office:
    """All texts, and the clock."""

    now: datetime
    texts: list[Text] = field(default_factory=list)
    topic_granted: str = ""
    contact: str = ""
    about_us: str = ""
    count: int = 0  # of tokens
    turn: int = 0  # where an example looks at one of several pages in turn

    def at(self, instant: datetime) -> "Office":
        return replace(self, now=instant)

    def token(self, kind: str) -> str:
        self.count += 1
        return f"zx{self.count}{kind}"

    def public(self, *kinds: str, topic: str = "") -> Iterator[tuple[Text, Version]]:
        """What readers of some kinds have now."""
        found = ((text, text.public(self.now)) for text in self.texts if text.kind in kinds)
        return ((text, version) for text, version in found if version and topic in ("", version.topic))

    def words(self, *kinds: str, topic: str = "") -> set[str]:
        return {version.words for _, version in self.public(*kinds, topic=topic)}

    def under_embargo(self) -> dict[int, str]:
        """What the journalist may read before its time."""
        return {
            version.pk: version.words
            for text in self.texts
            if not text.is_removed and text.kind != "briefing"
            for version in text.scheduled(self.now)
            if text.granted or (text.kind in RELEASES and self.topic_granted == version.topic)
        }

    def news(self) -> set[str]:
        return {
            version.words
            for text, version in self.public(*RELEASES)
            if not version.is_withdrawn and text.first_public_at >= self.now - timedelta(days=2)
        }

    def scheduled(self) -> list[datetime]:
        """When a version takes the place of another, or comes first."""
        return sorted(version.begins for text in self.texts for version in text.scheduled(self.now))

    def has_or_had(self, path: str) -> Text | None:
        return next((text for text in self.texts if text.path == path or path in text.former_paths), None)

    def leads_back(self, path: str, text: Text) -> bool:
        """Whether a removed text that leads to a path would lead to itself."""
        seen = set()
        while path and path not in seen:
            seen.add(path)
            found = self.has_or_had(path)
            if found is text:
                return True
            path = found.redirect_to if found else ""
        return False
