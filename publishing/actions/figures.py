"""Reading figures from their sources: each change is one more frozen snapshot."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from people.readings import Reading
from publishing.models import Figure, FigureSnapshot

TAKEN = ["counts", "value", "number", "base", "source", "source_url", "as_at", "method", "rounding", "is_suppressed"]


@transaction.atomic
def take_readings() -> int:
    """Read every figure of `settings.FIGURES` and keep what is new or changed; gives how many.

    It writes down what the sources say, so it needs no permission. Reading the same twice adds nothing.
    """
    readings = {reading.slug: reading for reading in _readings()}
    figures = [Figure(slug=reading.slug, label=reading.label) for reading in readings.values()]
    # Locks the rows of the figures until the end, so a second run waits and then finds nothing new.
    Figure.objects.bulk_create(figures, update_conflicts=True, unique_fields=["slug"], update_fields=["label"])
    current = {snapshot.figure_id: snapshot for snapshot in FigureSnapshot.objects.current()}
    new = [
        FigureSnapshot(figure=figure, replaces=current.get(figure.pk), **_taken(readings[figure.slug]))
        for figure in figures
        if _taken(current.get(figure.pk)) != _taken(readings[figure.slug])
    ]
    return len(FigureSnapshot.objects.bulk_create(new))


def _readings() -> Iterator[Reading]:
    for path in settings.FIGURES:
        yield from import_string(path)()


def _taken(reading: Reading | FigureSnapshot | None) -> dict:
    return {name: getattr(reading, name) for name in TAKEN} if reading else {}
