"""Where a person stands in the database: every relation to their account, and every field with an email address.

Asked of the models, so that no new one is forgotten: `decisions.py` says what is done about each, and a test fails on
one that it does not name.
"""

from django.apps import apps
from django.db import models

from people.models import User
from people.relations import is_history, relations_to


def relations() -> list[models.Field]:
    """The fields of other models that lead to an account."""
    return relations_to(User)


def email_fields() -> list[models.EmailField]:
    """The fields that hold the email address of somebody, with or without an account."""
    fields = (field for model in apps.get_models() if not is_history(model) for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, models.EmailField)]


def rows_of(field: models.Field, value) -> models.QuerySet:
    """The rows whose field leads to a person, or holds one of some addresses."""
    lookup = f"{field.name}__in" if isinstance(value, list) else field.name
    return field.model._base_manager.filter(**{lookup: value}).order_by("pk")
