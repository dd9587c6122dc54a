"""What a form offers of rows that are kept in lists."""

from collections.abc import Iterator

from people.models import Listed
from webforms import forms


def listed_fields(form: forms.BaseForm) -> Iterator[tuple[str, forms.ModelChoiceField]]:
    """The fields of a form that offer rows of a list, by name."""
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, Listed):
            yield name, field


def offer(form: forms.BaseForm) -> None:
    """Offer no retired row, but the one that the form's instance has: an edit of something else must not lose it."""
    for name, field in listed_fields(form):
        chosen = getattr(getattr(form, "instance", None), f"{name}_id", None)
        field.queryset = field.queryset.offered(beside=chosen)
