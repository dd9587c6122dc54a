"""What a form says of a field that was left empty or is too long, by its label: one sentence for all forms."""

import re

from django import forms
from django.utils.html import strip_tags

DEFAULT = forms.Field.default_error_messages["required"]
PERSONS = {"my", "our", "their", "the", "your"}  # "Enter your name": no article before these
# What begins or ends with one of these is no thing that one enters: "From", "What it says", "Published on".
NO_NOUN = {
    *("about", "after", "admit", "as", "at", "before", "by", "closes", "done", "every", "for", "from", "government"),
    *("how", "in", "is", "it", "not", "of", "on", "opens", "since", "to", "until", "used", "valid", "we", "what"),
    *("when", "where", "which", "who", "whom", "why", "with"),
}
NAMES = {"ofsted"}  # they keep their capital
MOST = 8  # words of a label that is read as one thing


def sentence(field: forms.Field, label: str) -> str:
    """What to do about a required field that is empty: `Enter the legal name.`, `Choose the sector.`"""
    label = re.sub(r"\s+", " ", strip_tags(str(label))).strip().rstrip(".:")
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}”."
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return f"Choose at least one under “{label}”."
    how, what = _to_do(field)
    return f"{how} {_thing(label)}." if _is_thing(label) else f"{how} {what} under “{label}”."


def too_long(label: str) -> str:
    """What to do about text that does not fit, with the places of Django's numbers in it."""
    name = strip_tags(str(label)).strip().rstrip(".:").replace("%", "%%")
    return f"“{name}” has %(show_value)d characters, and %(limit_value)d fit. Shorten it."


def _to_do(field: forms.Field) -> tuple[str, str]:
    if isinstance(field, forms.FileField):
        return "Choose", "a file"
    if isinstance(field, forms.ChoiceField):
        return "Choose", "one"
    if isinstance(field, forms.DateTimeField | forms.MultiValueField):
        return "Enter", "a day and time"
    if isinstance(field, forms.DateField):
        return "Enter", "a day"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "Enter", "a number"
    return "Enter", "something"


def _is_thing(label: str) -> bool:
    words = re.findall(r"\w+", label.lower())
    return 0 < len(words) <= MOST and not {words[0], words[-1]} & NO_NOUN


def _thing(label: str) -> str:
    """The label within a sentence: `the sector`, `your name`, `the VAT, in per cent`."""
    first = re.match(r"\w*", label)[0]
    keeps_capital = first[1:] != first[1:].lower() or first.lower() in NAMES
    words = label if keeps_capital else label[0].lower() + label[1:]
    return words if first.lower() in PERSONS else f"the {words}"
