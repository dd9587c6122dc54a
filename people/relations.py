"""Every way in which rows of other tables point at rows of one: found in the models, so that none can be forgotten."""

from collections.abc import Iterator

from django.db.models import ForeignObjectRel, Model
from pghistory.models import Event


def relations_to(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """The relations of other models to this one, without those of histories."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not issubclass(relation.related_model, Event):
            yield relation


def label_of(relation: ForeignObjectRel) -> str:
    """`members.Note.provider`."""
    return f"{relation.related_model._meta.label}.{relation.field.name}"
