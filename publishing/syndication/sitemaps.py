"""What public texts search engines are told of: sitemaps (sitemaps.org) and Google's news sitemap."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models.functions import Greatest
from django.utils.encoding import iri_to_uri
from django.utils.html import escape

from people.links import absolute
from publishing import clock
from publishing.kinds import RELEASE_KINDS
from publishing.models import Edition

PART = 10_000  # publications in a file, which takes a tenth of a second; the protocol allows 50,000
NEWS_DAYS, MOST_NEWS = 2, 1000  # Google: what appeared within two days, and no more than a thousand


def parts() -> range:
    """The numbers of the files that hold all public texts, by their publications' numbers."""
    newest = Edition.objects.public().order_by("-publication_id").values_list("publication_id", flat=True).first()
    return range((newest or 0) // PART + 1)


def texts(part: int) -> list[tuple[str, datetime]]:
    """Path and latest change of each public text of a file. One query."""
    changed = Greatest("public_during__startswith", "withdrawn_at")
    own = Edition.objects.public().filter(publication__gte=part * PART, publication__lt=(part + 1) * PART)
    return list(own.order_by("publication_id").values_list("publication__path", changed))


def news():
    """The releases that a news sitemap may name: first public within two days, and still what we say."""
    releases = Edition.objects.public().of_kinds(*(kind.name for kind in RELEASE_KINDS))
    recent = releases.filter(first_public_at__gte=clock.now() - timedelta(days=NEWS_DAYS))
    return recent.filter(withdrawn_at=None).newest_first().select_related("publication")[:MOST_NEWS]


def urlset(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """A sitemap of paths on this site, each with its latest change if that is known."""
    return _listed("urlset", "url", pages)


def index(files: Iterable[str]) -> str:
    """A sitemap of sitemaps, by their paths."""
    return _listed("sitemapindex", "sitemap", ((path, None) for path in files))


def _listed(outer: str, inner: str, pages) -> str:
    rows = "\n".join(
        f"<{inner}><loc>{escape(absolute(iri_to_uri(path)))}</loc>{_lastmod(at)}</{inner}>" for path, at in pages
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</{outer}>\n'


def _lastmod(at: datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""
