"""Rows that forms offer for choice: kept in lists by the people whose list it is, in an order that they choose."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from people.access import Permission, can
from people.models.faults import FaultsByField


class ListedQuerySet(models.QuerySet):
    def editable_by(self, user):
        """All rows, retired ones too, for whoever keeps the list."""
        return self if can(user, self.model.KEEPER) else self.none()

    def offered(self, *, beside: int | None = None):
        """What a form offers: rows in use, and the one that was chosen before (`beside`), retired or not."""
        return self.filter(Q(is_current=True) | Q(pk=beside))

    def with_use(self):
        """Each with `in_use`: whether any row refers to it."""
        uses = [Exists(rows.filter(**{name: OuterRef("pk")})) for rows, name in _references(self.model)]
        return self.annotate(in_use=Q.create([*uses], Q.OR) if uses else Value(False))


def _references(model):
    """Rows and their field that refer to a model by a foreign key; the tables of history do not count."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many and relation.on_delete is models.PROTECT:
            yield relation.related_model._base_manager.all(), relation.field.name


class Listed(FaultsByField):
    """A row that forms offer for choice.

    One that is retired is offered no more, and stays where it was chosen. Foreign keys to it protect it, so that only
    one that nothing refers to can be deleted.
    """

    KEEPER: ClassVar[Permission]  # who keeps the list

    position = models.PositiveIntegerField("place in the list", default=0, editable=False)
    is_current = models.BooleanField("offered", default=True, editable=False)

    objects = ListedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name", "pk"]
