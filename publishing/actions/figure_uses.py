"""Keeping the figures that a version quotes in step with its words."""

from publishing.models import Edition, FigureSnapshot, FigureUse
from publishing.richtext.figure_uses import tokens, with_links


def with_figures(html: str) -> str:
    """Rich text as it was typed, with a link in place of each token of a reading that can be quoted."""
    numbers = tokens(html)
    snapshots = FigureSnapshot.objects.quotable().filter(pk__in=numbers) if numbers else FigureSnapshot.objects.none()
    return with_links(html, dict(snapshots.values_list("pk", "value")))


def save_figure_uses(edition: Edition) -> None:
    """Make the rows say what the links in a saved version's words say."""
    known = FigureSnapshot.objects.filter(pk__in=[link.number for link in edition.quoted])
    edition.figure_uses.exclude(snapshot__in=known).delete()
    uses = [FigureUse(edition=edition, snapshot=snapshot) for snapshot in known]
    FigureUse.objects.bulk_create(uses, ignore_conflicts=True)
