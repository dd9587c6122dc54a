"""Sentences for what a constraint refuses, beside the field that is at fault."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class FaultsByField(models.Model):
    """A row whose constraints may name the field at fault as their `violation_error_code`: forms show it there."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        try:
            super().validate_constraints(exclude)
        except ValidationError as fault:
            raise ValidationError(self._beside_fields(fault)) from None

    def _beside_fields(self, fault: ValidationError) -> dict:
        names, errors = {field.name for field in self._meta.fields}, {}
        for key, found in fault.error_dict.items():
            for error in found:
                name = error.code if key == NON_FIELD_ERRORS and error.code in names else key
                errors.setdefault(name, []).append(error)
        return errors
