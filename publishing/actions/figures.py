"""Reading figures from their sources: each change is one more frozen snapshot."""

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from figures import FigureValue
from jobs.retry import attempt, forget_settled, is_due
from jobs.task_queue import enqueue_after_commit
from publishing.models import Figure, FigureSnapshot

JOB = "take-snapshots"
GONE = "Its source does not give it any more."
TAKEN = ["counts", "value", "number", "base", "source", "source_url", "as_at", "method", "rounding", "is_suppressed"]


@transaction.atomic
def take_snapshots() -> int:
    """Read every figure of `settings.FIGURES` and keep what is new or changed; gives how many.

    It writes down what the sources say, so it needs no permission. Reading the same twice adds nothing. A figure that
    no source gives any more, because its list was taken back, has no value from then on.
    """
    forget_settled(JOB, settings.FIGURES)
    given = [_values(path) for path in settings.FIGURES]
    values = {value.slug: value for found in given for value in found or ()}
    figures = [Figure(slug=value.slug, label=value.label) for value in values.values()]
    # Locks the rows of the figures until the end, so a second run waits and then finds nothing new.
    Figure.objects.bulk_create(figures, update_conflicts=True, unique_fields=["slug"], update_fields=["label"])
    current = {snapshot.figure_id: snapshot for snapshot in FigureSnapshot.objects.current().select_related("figure")}
    new = [
        FigureSnapshot(figure=figure, replaces=current.get(figure.pk), **_taken(values[figure.slug]))
        for figure in figures
        if _taken(current.get(figure.pk)) != _taken(values[figure.slug])
    ]
    if None not in given:  # what a source that fails would give is not known
        new += [_gone(snapshot) for snapshot in current.values() if snapshot.figure.slug not in values]
    return len(FigureSnapshot.objects.bulk_create(filter(None, new)))


def read_figures_soon(source) -> None:
    """Have a worker read the figures once what changed in a source is committed, and not at the next full hour."""
    enqueue_after_commit("publishing.tasks.take_snapshots")


def _values(path: str) -> list[FigureValue] | None:
    """What one source says; None while it fails, so that the others are read."""
    if not is_due(JOB, path):
        return None
    outcome = attempt(JOB, path, lambda: _read(path))
    return outcome.results[0] if outcome.results else None


def _gone(last: FigureSnapshot) -> FigureSnapshot | None:
    if last.is_suppressed:
        return None
    facts = {name: getattr(last, name) for name in ("counts", "source", "source_url", "as_at", "rounding")}
    return FigureSnapshot(figure=last.figure, replaces=last, method=GONE, is_suppressed=True, **facts)


@transaction.atomic
def _read(path: str) -> list[FigureValue]:
    return list(import_string(path)())


def _taken(value: FigureValue | FigureSnapshot | None) -> dict:
    return {name: getattr(value, name) for name in TAKEN} if value else {}
