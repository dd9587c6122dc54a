"""Keeping the figures that a version quotes in step with its words."""

from publishing.models import Edition, FigureSnapshot, Quote
from publishing.quoting import tokens, with_links


def with_figures(html: str) -> str:
    """Rich text as it was typed, with a link in place of each token of a reading that can be quoted."""
    numbers = tokens(html)
    readings = FigureSnapshot.objects.quotable().filter(pk__in=numbers) if numbers else FigureSnapshot.objects.none()
    return with_links(html, dict(readings.values_list("pk", "value")))


def keep_quotes(edition: Edition) -> None:
    """Make the rows say what the links in a saved version's words say."""
    known = FigureSnapshot.objects.filter(pk__in=[link.number for link in edition.quoted])
    edition.quotes.exclude(snapshot__in=known).delete()
    quotes = [Quote(edition=edition, snapshot=snapshot) for snapshot in known]
    Quote.objects.bulk_create(quotes, ignore_conflicts=True)
