"""Two forms of one text side by side, field by field: what is saved, and what someone has typed."""

from django import forms

from publishing.richtext.difference import Difference, difference
from publishing.richtext.markup import plain
from publishing.widgets import RichTextWidget


def compared(before: forms.BaseForm, after: forms.BaseForm) -> list[tuple[str, Difference]]:
    """The fields that differ, each by its label."""
    rows = [(after[name].label, difference(_in_words(before[name]), _in_words(after[name]))) for name in after.fields]
    return [(label, found) for label, found in rows if found.is_any]


def _in_words(bound: forms.BoundField) -> str:
    """A field's value as a person reads it."""
    value, field = bound.value(), bound.field
    if isinstance(field.widget, RichTextWidget):
        return plain(value or "")
    if isinstance(field, forms.ChoiceField):
        return {str(key): str(label) for key, label in field.choices if key}.get(str(value), "")
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else ""
    return str(value or "")
