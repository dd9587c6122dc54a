"""Saving a row that must be the only one of its kind."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def save_unique(row: models.Model, constraint: str, field: str, sentence: str) -> None:
    """Save a row; when the named constraint refuses it, raise ValidationError with the sentence under the field.

    Two tabs or a double click can pass any check that is made before: the database lets one through.
    """
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        if constraint not in str(fault):
            raise
        raise ValidationError({field: sentence}) from fault
