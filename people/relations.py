"""Every way in which rows of other tables point at rows of one: asked of the models, so that none can be forgotten.

History copies the rows that it tracks, and goes with them.
"""

from django.db import models


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model") or model._meta.app_label == "pghistory"


def relations_to(model: type[models.Model]) -> list[models.Field]:
    """The fields of models that lead to rows of this one: foreign keys, one to one, many to many."""
    fields = [
        each.field for each in model._meta.get_fields(include_hidden=True) if each.auto_created and not each.concrete
    ]
    return [each for each in fields if not (is_history(each.model) or each.model._meta.auto_created)]


def label_of(field: models.Field) -> str:
    """`people.Role.user`."""
    return f"{field.model._meta.label}.{field.name}"
