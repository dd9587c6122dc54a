"""What a reader of the press page wants to see: words, a kind, a topic, a year, all together; and where that is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode

from publishing.kinds import POLICY_KINDS, RELEASE_KINDS, TextKind
from publishing.models import Edition, Topic
from times import EARLIEST, LATEST, LONDON

LONGEST_SEARCH = 200
KINDS = {kind.name: kind for kind in [*RELEASE_KINDS, *POLICY_KINDS]}
YEARS = {str(year) for year in range(EARLIEST, LATEST + 1)}


@dataclass(frozen=True)
class Wanted:
    """What an address asks for. What is empty narrows nothing; `unknown` is asked for something that we do not have."""

    words: str = ""
    kind: TextKind | None = None
    topic: Topic | None = None
    year: str = ""
    unknown: bool = False

    @classmethod
    def asked(cls, query: Mapping[str, str], topics: list[Topic], topic: str = "") -> "Wanted":
        """From an address's query; the topic's slug may stand in its path instead."""
        words, kind, slug, year = (query.get(name, "").strip() for name in ("q", "kind", "topic", "year"))
        slug = topic or slug
        found = {topic.slug: topic for topic in topics}.get(slug)
        unknown = (kind and kind not in KINDS) or (slug and not found) or (year and year not in YEARS)
        return cls(words[:LONGEST_SEARCH], KINDS.get(kind), found, year if year in YEARS else "", bool(unknown))

    @property
    def is_all(self) -> bool:
        return self == Wanted()

    @property
    def kinds(self) -> list[TextKind]:
        """What there is to choose from: without words releases only, with words every text of ours."""
        return list(KINDS.values()) if self.words else RELEASE_KINDS

    def editions(self):
        """What is public and wanted; the words are left to the search."""
        kinds = [self.kind] if self.kind else self.kinds
        editions = Edition.objects.public().of_kinds(*(kind.name for kind in kinds))
        if self.topic:
            editions = editions.filter(topic=self.topic)
        if self.year:
            begins, ends = (datetime(int(self.year) + more, 1, 1, tzinfo=LONDON) for more in (0, 1))
            editions = editions.filter(first_public_at__gte=begins, first_public_at__lt=ends)
        return editions.none() if self.unknown else editions

    def address(self, **changes) -> str:
        """Where the same is, with some changes."""
        wanted = replace(self, unknown=False, **changes)
        path = reverse("media_releases:release_list")
        if wanted.topic:
            path = reverse("media_releases:topic_detail", args=[wanted.topic.slug])
        parameters = {"q": wanted.words, "kind": wanted.kind.name if wanted.kind else "", "year": wanted.year}
        query = urlencode({name: value for name, value in parameters.items() if value})
        return f"{path}?{query}" if query else path

    def choices(self, topics: list[Topic], years: list[int]) -> list["Choice"]:
        """The ways to narrow it down, each leaving the others as they are."""
        kinds = [self._link(kind.label, kind=kind) for kind in self.kinds]
        named = [self._link(topic.name, topic=topic) for topic in topics]
        return [
            Choice("By kind", kinds, self.address(kind=None) if self.kind else ""),
            Choice("By topic", named, self.address(topic=None) if self.topic else ""),
            Choice(
                "By year",
                [self._link(str(year), year=str(year)) for year in years],
                self.address(year="") if self.year else "",
            ),
        ]

    def _link(self, label: str, **change) -> "Link":
        return Link(label, self.address(**change), here=replace(self, **change) == self)


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    here: bool


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list down, and where it is not narrowed so; empty while it is not."""

    heading: str
    links: list[Link]
    clear: str
