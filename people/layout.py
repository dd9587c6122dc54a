"""How forms are laid out, by django-crispy-forms: fields, groups of them, and last the button that sends the form.

A form says `layout = Layout("name", Row("starts_on", "ends_on"))` and `send = "Keep"`, and `{% crispy form %}` is all
of it: the tag, its tokens, the error summary, fields and buttons. The template pack is templates/portal.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, LayoutObject, Row
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string

__all__ = ["Actions", "Fieldset", "Helper", "Layout", "Row"]


class Actions(LayoutObject):
    """The button that sends the form and, where the page names an address `back`, the way out without sending it."""

    template = "%s/layout/actions.html"

    def __init__(self, send: str, *, grave: bool = False):
        self.fields = []
        self.send, self.grave = send, grave

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        words = {"send": self.send, "grave": self.grave, "back": context.get("back")}
        return render_to_string(self.get_template_name(template_pack), words)


class Helper(FormHelper):
    """A form as it stands on a page of ours: by its own layout, with its hidden fields, checked by us alone."""

    render_hidden_fields = True
    include_media = False  # scripts and styles stand in the head

    def __init__(self, layout: Layout, actions: Actions):
        super().__init__()
        self.layout = Layout(*layout, actions)
        self.attrs = {"novalidate": True}
