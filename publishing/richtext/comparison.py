"""Two forms of one text side by side, field by field: what is saved, and what someone has typed."""

from django import forms

from publishing.richtext.difference import Difference, difference
from publishing.richtext.markup import plain
from publishing.widgets import RichTextWidget


def compared(before: forms.BaseForm, after: forms.BaseForm) -> list[tuple[str, Difference]]:
    """The fields that differ, each by its label."""
    rows = [(own.label, difference(_in_words(before[own.name]), _in_words(own))) for own in after.visible_fields()]
    return [(label, found) for label, found in rows if found.is_any]


def _in_words(bound: forms.BoundField) -> str:
    """A field's value as a person reads it."""
    value, field = bound.value(), bound.field
    if isinstance(field.widget, RichTextWidget):
        return plain(value or "")
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.choices if key}
        return "\n".join(labels[str(one)] for one in _each(value) if str(one) in labels)
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else ""
    return str(value or "")


def _each(value) -> list:
    return list(value) if isinstance(value, list | tuple) else [value]
