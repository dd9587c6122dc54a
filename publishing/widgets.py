"""The rich-text editor: django-prose-editor's bundle, started by our own module so that no inline script is needed."""

from django import forms
from django.core.exceptions import ValidationError
from js_asset import Script

from people.cleaning.text import shows
from publishing.richtext import plain


def words_in(html: str) -> str:
    """The same HTML, for a form's `clean_…`. Raises ValidationError when no word is left once it is sanitised."""
    if not shows(plain(html)):
        raise ValidationError("Nothing is left of this once what we do not allow is taken out. Write some words.")
    return html


class RichTextWidget(forms.Textarea):
    """A textarea that becomes an editor where JavaScript runs; without it, plain paragraphs and HTML both work."""

    class Media:
        css = {"all": ["django_prose_editor/material-icons.css", "django_prose_editor/editor.css"]}
        js = [Script("portal/editor.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"data-richtext": "", "rows": 12, **(attrs or {})})

    def use_required_attribute(self, initial):
        # The browser cannot show its message on a textarea that the editor hides.
        return False
