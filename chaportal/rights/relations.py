"""Where a person stands in the database: every relation to their account, and every field with an email address.

Asked of the models, so that no new one is forgotten: `decisions.py` says what is done about each, and a test fails on
one that it does not name. History copies the rows that it tracks, and goes with them.
"""

from django.apps import apps
from django.db import models

from people.models import User

Relation = models.Field


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model") or model._meta.app_label == "pghistory"


def relations(to: type[models.Model] = User) -> list[Relation]:
    """The fields of other models that lead to rows of a model: foreign keys, one to one, many to many."""
    fields = [
        each.field for each in to._meta.get_fields(include_hidden=True) if each.auto_created and not each.concrete
    ]
    return [each for each in fields if not (is_history(each.model) or each.model._meta.auto_created)]


def email_fields() -> list[models.EmailField]:
    """The fields that hold the email address of somebody, with or without an account."""
    fields = (field for model in apps.get_models() if not is_history(model) for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, models.EmailField)]


def label_of(field: models.Field) -> str:
    """`people.Role.user`."""
    return f"{field.model._meta.label}.{field.name}"


def rows_of(field: models.Field, value) -> models.QuerySet:
    """The rows whose field leads to a person, or holds one of some addresses."""
    lookup = f"{field.name}__in" if isinstance(value, list) else field.name
    return field.model._base_manager.filter(**{lookup: value}).order_by("pk")
