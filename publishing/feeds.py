"""RSS and Atom for any list of public editions."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from publishing.models import Edition
from publishing.public_page import public_page
from publishing.quotations import with_speakers
from publishing.quoting import leading_to

LENGTH = 50


def feed_view(feed: Feed) -> Callable:
    """The view of a feed, for a URL: public, read by GET and HEAD, and kept like any public page."""
    return login_not_required(require_safe(public_page()(feed)))


class EditionFeed(Feed):
    """The newest public editions of some kinds. Subclasses give `kinds`, `title`, `link` and `description`.

    An entry's id is its publication's number in a tag URI (RFC 4151), which stays when the headline or address changes.
    """

    feed_type = Rss201rev2Feed
    kinds: list[str] = []
    language = "en-GB"

    def items(self):
        editions = Edition.objects.public().of_kinds(*self.kinds).newest_first()
        editions = editions.select_related("publication__topic")[:LENGTH]
        return editions.prefetch_related("quotations") if self.feed_type is Atom1Feed else editions

    def item_title(self, edition):
        return edition.title

    def item_description(self, edition):
        if self.feed_type is not Atom1Feed:
            return edition.summary
        return leading_to(f"{settings.BASE_URL}{edition.publication.path}", with_speakers(edition))

    def item_link(self, edition):
        return edition.publication.path

    def item_guid(self, edition):
        host = settings.BASE_URL.split("//")[1].split(":")[0]
        return f"tag:{host},2026:publication/{edition.publication_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, edition):
        return edition.first_public_at

    def item_updateddate(self, edition):
        return edition.public_from

    def item_categories(self, edition):
        topic = edition.publication.topic
        return [edition.publication.kind.label, *([topic.name] if topic else [])]

    def item_author_name(self, edition):
        return edition.byline or settings.ASSOCIATION["name"]
