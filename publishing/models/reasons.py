"""What is done to a text for a reason."""

from django.db import models
from django.db.models import Q


def reason_with_time(model: str, name: str) -> models.CheckConstraint:
    """A time and a reason, or neither; and nobody without a time. The person may be deleted later: the reason stays."""
    nothing = Q(**{f"{name}_at": None, f"{name}_reason": "", f"{name}_by": None})
    whole = Q(**{f"{name}_at__isnull": False}) & ~Q(**{f"{name}_reason": ""})
    return models.CheckConstraint(condition=nothing | whole, name=f"{model}_{name}_with_reason")
