"""How forms are laid out, by django-crispy-forms: fields, groups of them, and last the button that sends the form.

A form says `layout = Layout("name", Row("starts_on", "ends_on"))` and `send = "Keep"`, and `{% crispy form %}` is all
of it: the tag, its tokens, fields and buttons, and what is wrong in it. Of what the page calls `form` that stands above
the heading instead. The template pack is templates/portal.

What only the page knows it says before the tag: `action`, where the form goes, if not to the page itself, and `back`,
the way out without sending it; or by `{% with %}` another `send`, `look` or `leave` than the form's.
"""

from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, LayoutObject, Row
from crispy_forms.utils import TEMPLATE_PACK
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html

__all__ = ["HTML", "Actions", "Button", "Details", "Fieldset", "Heading", "Helper", "Layout", "Row", "Trap", "without"]


class Button:
    """One of several buttons, or one with a name: what it says, its class, and other attributes."""

    def __init__(self, words: str, *, look: str = "", **attrs):
        self.words = words
        self.attrs = flatatt({"class": look or None, **attrs})


class Actions(LayoutObject):
    """The button or buttons that send the form and, where the page names an address `back`, the way out."""

    template = "%s/layout/actions.html"
    fields = ()

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        overridable = {name: context.get(name, getattr(form, name)) for name in ("send", "look", "leave")}
        words = {**overridable, "buttons": form.buttons, "back": context.get("back")}
        return render_to_string(self.get_template_name(template_pack), words)


class Details(Fieldset):
    """Fields that few need, behind a summary; open where one of them is wrong, or if it `is_open` from the first."""

    template = "%s/layout/details.html"

    def __init__(self, legend: str, *fields, is_open: bool = False):
        super().__init__(legend, *fields)
        self.is_open = is_open

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        is_wrong = any(pointer.name in form.errors for pointer in self.get_field_names())
        context["is_open"] = self.is_open or is_wrong
        return super().render(form, context, template_pack, **kwargs)


class Heading(LayoutObject):
    """A heading between fields: words as they are, never a template."""

    fields = ()

    def __init__(self, words: str):
        self.words = words

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return format_html("<h2>{}</h2>", self.words)


class Trap(Fieldset):
    """Fields that no person sees or reaches: what fills them in is a machine."""

    template = "%s/layout/trap.html"


def without(layout: LayoutObject, left_out: set[str]) -> LayoutObject:
    """The layout without some fields, and without what holds no field then."""
    inside = [without(each, left_out) if isinstance(each, LayoutObject) else each for each in layout.fields]
    less = copy(layout)
    less.fields = [each for each in inside if each not in left_out and getattr(each, "fields", True)]
    return less


class Helper(FormHelper):
    """A form as it stands on a page of ours: by its own layout, with its hidden fields, checked by us alone."""

    render_hidden_fields = True
    include_media = False  # scripts and styles stand in the head

    def __init__(self, form):
        super().__init__()
        self.form_method = form.method
        self.layout = Layout(*(form.layout or (field.name for field in form.visible_fields())), Actions())
        self.attrs = {"novalidate": True}
