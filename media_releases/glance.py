"""The figures that newsrooms ask for first."""

from publishing.models import FigureSnapshot

FIRST = ("members-providers", "homes", "places", "homes-good-or-outstanding")


def figures_at_a_glance():
    """The newest readings of these that have a value, each with its source: one query."""
    return FigureSnapshot.objects.public(*FIRST)
