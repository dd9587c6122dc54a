"""Django's forms, whose text is cleaned on its way in, and that say their layout. Import `forms` from here.

A text area holds many lines, any other field one. A password is taken as typed.
"""

from typing import ClassVar

from django import forms as djangos
from django.forms import *  # noqa: F403 - as django.contrib.gis.forms does

from cleaning.text import lines, one_line
from webforms.layout import Button, Helper, Layout
from webforms.required import DEFAULT, sentence, too_long
from webforms.seen import Seen


class DateInput(djangos.DateInput):
    """A browser's own picker of a day, which takes ISO 8601 alone: another way of writing would show nothing."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(djangos.DateField):
    widget = DateInput


class _LaidOut:
    """How a form stands on its page: see `webforms.layout`."""

    layout: Layout | None = None  # None: its fields, one below the other
    method = "post"
    send = "Save"  # what its button says
    look = ""  # class of its button: `button--attention` where it ends something or cannot be taken back
    buttons: tuple[Button, ...] = ()  # in its place, where one is not enough
    leave = "Cancel"
    needed: ClassVar[dict[str, str]] = {}  # by field: when it is needed though it may be empty, in place of "optional"

    @property
    def helper(self) -> Helper:
        """What `{% crispy form %}` asks for."""
        return Helper(self)

    def order_fields(self, field_order):
        """As the layout has them: errors are listed in the order of the page."""
        names = [pointer.name for pointer in self.layout.get_field_names()] if self.layout else field_order
        super().order_fields(names)


class _Cleaned(_LaidOut):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.needed.keys() & self.fields.keys():
            self.fields[name].needed = self.needed[name]
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted without a word

    # Every field of a form reads what was sent through this method alone, to check it and to show it again.
    def _widget_data_value(self, widget, html_name):
        sent = super()._widget_data_value(widget, html_name)
        if isinstance(widget, djangos.PasswordInput):
            return sent
        clean = lines if isinstance(widget, djangos.Textarea) else one_line
        if isinstance(sent, list | tuple):
            return [clean(each) if isinstance(each, str) else each for each in sent]
        return clean(sent) if isinstance(sent, str) else sent

    def full_clean(self):
        """As Django's, with sentences that name the field where it is empty or too long."""
        for name, field in self.fields.items():
            label = self[name].label
            if field.error_messages.get("required") == DEFAULT:
                field.error_messages["required"] = sentence(field, label)
            field.error_messages.setdefault("max_length", too_long(label))
        super().full_clean()


class Form(_Cleaned, djangos.Form):
    pass


class FilterForm(Form):
    """What a list shows, in the address. What makes no sense is as if it were not said: an old address must open."""

    method, send, look, leave = "get", "Show", "button--second", ""

    @property
    def wanted(self) -> dict:
        """What is asked for, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EditForm(_Cleaned, Seen, djangos.Form):
    """A form that begins with what is kept of some rows, `of`, and refuses once when that changed since.

    `initial` has a value for each field: one that was forgotten would open blank, and empty what is kept when it is
    saved. Raises TypeError for it.
    """

    def __init__(self, *args, of: list, **kwargs):
        self.of = of
        super().__init__(*args, **kwargs)
        forgotten = self.base_fields.keys() - self.initial.keys()
        if forgotten:
            raise TypeError(f"{type(self).__name__} opens without what is kept of: {', '.join(sorted(forgotten))}")

    def edits(self) -> list:
        return self.of


class ModelForm(_Cleaned, Seen, djangos.ModelForm):
    def edits(self) -> list:
        return [] if self.instance._state.adding else [self.instance]
