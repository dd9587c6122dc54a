"""Rows of other tables that move when one row is merged into another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet

# Of the rows that point at the one that goes, those that move: given them and the survivor.
Narrowing = Callable[[QuerySet, Model], QuerySet]


@dataclass(frozen=True)
class Relation:
    """Rows of a model that point at a row by a field."""

    model: type[Model]
    field: str
    narrowing: Narrowing | None = None

    @property
    def name(self) -> str:
        """`notes`."""
        return str(self.model._meta.verbose_name_plural)

    def rows(self, gone: Model, survivor: Model) -> QuerySet:
        """Those that move. What ended stays with the one under whom it was."""
        rows = self.model._base_manager.filter(**{self.field: gone})
        return self.narrowing(rows, survivor) if self.narrowing else rows


def relations(labels: Iterable[str], narrowed: dict[type[Model], Narrowing]) -> list[Relation]:
    """The relations called `people.Role.provider`, in their order."""
    pairs = [(apps.get_model(label.rpartition(".")[0]), label.rpartition(".")[2]) for label in labels]
    return [Relation(model, field, narrowed.get(model)) for model, field in pairs]
