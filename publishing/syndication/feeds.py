"""RSS, Atom and JSON Feed for any list of public editions."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.urls import URLPattern, path
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from cleaning.text import cleaned
from people.association import association
from people.links import absolute
from people.templatetags.people import day
from publishing.models import Edition
from publishing.public.page import public_page
from publishing.richtext.figure_uses import leading_to
from publishing.richtext.markup import shown
from publishing.richtext.quotations import with_speakers
from publishing.syndication.json_feed import JSONFeed

LENGTH = 50
WHOLE = 1_000_000  # characters of whole texts in one feed, the newest first: what is older stands there in short


class Clean:
    """A format whose text is cleaned once more: what XML cannot hold in one old row would cost readers the feed."""

    def __init__(self, **about):
        super().__init__(**_cleaned(about))

    def add_item(self, **item):
        super().add_item(**_cleaned(item))


class RSS(Clean, Rss201rev2Feed):
    pass


class Atom(Clean, Atom1Feed):
    """The text in `content` and what it says in short in `summary` (RFC 4287), where Django has the text in both."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("content", item["description"], {"type": "html"})


class JSON(Clean, JSONFeed):
    pass


FORMATS: dict[str, type[SyndicationFeed]] = {"rss": RSS, "atom": Atom, "json": JSON}


def feed_view(feed: Feed) -> Callable:
    """The view of a feed, for a URL: public, read by GET and HEAD, and kept like any public page."""
    return login_not_required(require_safe(public_page()(feed)))


def feed_paths(feed: type["EditionFeed"], prefix: str, name: str) -> list[URLPattern]:
    """The addresses of a feed in each format: `<prefix>feed.rss`, named `<name>_rss`, and so on."""
    return [path(f"{prefix}feed.{ext}", feed_view(feed(ext)), name=f"{name}_{ext}") for ext in FORMATS]


class EditionFeed(Feed):
    """The newest public editions of some kinds. Subclasses give `kinds`, `page`, `title` and `description`.

    An entry's id is its publication's number in a tag URI (RFC 4151), which stays when the headline or address changes.
    RSS has summaries, the others whole texts as far as they fit; all of them say what was corrected, and that a text
    was withdrawn.
    """

    kinds: list[str] = []
    page = "/"
    language = "en-GB"

    def __init__(self, extension: str):
        self.extension, self.feed_type = extension, FORMATS[extension]

    def editions(self, obj):
        return Edition.objects.public().of_kinds(*self.kinds)

    def address(self, obj) -> str:
        return self.page

    def link(self, obj):
        return absolute(self.address(obj))

    def feed_url(self, obj):
        return absolute(f"{self.address(obj)}feed.{self.extension}")

    def items(self, obj):
        editions = self.editions(obj).newest_first().select_related("publication", "topic").with_corrections()[:LENGTH]
        editions = editions.prefetch_related("shown")
        return editions if self.extension == "rss" else _as_far_as_they_fit(editions.prefetch_related("quotations"))

    def item_title(self, edition):
        return f"Withdrawn: {edition.title}" if edition.withdrawn_at else edition.title

    def item_description(self, edition):
        address = absolute(edition.publication.path)
        words = format_html("<p>{}</p>", edition.summary)
        if getattr(edition, "is_whole", False):
            words = leading_to(address, shown(with_speakers(edition)))
        return _withdrawn(edition) + words + _corrections(edition)

    def item_link(self, edition):
        return absolute(edition.publication.path)

    def item_guid(self, edition):
        host = settings.BASE_URL.split("//")[1].split(":")[0]
        return f"tag:{host},2026:publication/{edition.publication_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, edition):
        return edition.first_public_at

    def item_updateddate(self, edition):
        return edition.changed_at

    def item_categories(self, edition):
        topic = edition.topic
        return [edition.publication.kind.label, *([topic.name] if topic else [])]

    def item_author_name(self, edition):
        return edition.byline or association().name

    def item_enclosures(self, edition):
        """Its leading image."""
        files = [edition.lead_image.attachment] if edition.lead_image else []
        return [Enclosure(file.public_address, str(file.size), file.media_type) for file in files]

    def item_extra_kwargs(self, edition):
        return {"summary": edition.summary}


def _as_far_as_they_fit(editions) -> list[Edition]:
    """The editions, marked with whether the feed has their whole text."""
    found, left = list(editions), WHOLE
    for edition in found:
        left -= len(edition.body)
        edition.is_whole = left >= 0
    return found


def _withdrawn(edition: Edition) -> str:
    if not edition.withdrawn_at:
        return ""
    return format_html("<p>Withdrawn {}: {}</p>", day(edition.withdrawn_at), edition.withdrawn_reason)


def _corrections(edition: Edition) -> str:
    rows = ((row.number, day(row.at), row.text) for row in edition.corrections)
    return format_html_join("", "<p>Correction {}, {}: {}</p>", rows)


def _cleaned(values):
    if isinstance(values, dict):
        return {name: _cleaned(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [_cleaned(value) for value in values]
    return cleaned(values) if isinstance(values, str) else values
