"""The rich-text editor: django-prose-editor's bundle, started by our own module so that no inline script is needed."""

import re
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from js_asset import Script

from cleaning.text import shows
from publishing.richtext.markup import plain
from publishing.richtext.pasting.links import fault_of, links_in

NOTHING = re.compile(r"(?i)(</?(p|br|div)\b[^>]*>|&nbsp;|\s)*")  # what an editor sends of an empty field
PRIVATE_ARGUMENTS = {"token", "key"}


def words_in(html: str, *, required: bool = True) -> str:
    """The same HTML, for a form's `clean_…`: nothing of it is lost without a word.

    Raises ValidationError when no word is left once it is sanitised, or for links that cannot be mended, each by name.
    Nothing at all is taken where words are not required.
    """
    if not required and NOTHING.fullmatch(html):
        return ""
    if not shows(plain(html)):
        raise ValidationError("Nothing is left of this once what we do not allow is taken out. Write some words.")
    faults = [f"The link “{words[:60]}” {fault}." for words, href in links_in(html) if (fault := _fault_of(href))]
    if faults:
        raise ValidationError(list(dict.fromkeys(faults)))
    return html


def _fault_of(href: str) -> str:
    return fault_of(href) or ("leads to a page that readers cannot open" if _is_private(href) else "")


def _is_private(href: str) -> bool:
    """Whether an address of this portal is of people who signed in, or holds a key."""
    parts = urlsplit(href)
    if f"{parts.scheme}://{parts.netloc}" not in (settings.BASE_URL, "://") or href.startswith("#"):
        return False
    try:
        found = resolve(parts.path or "/")
    except Resolver404:
        return False
    return getattr(found.func, "login_required", True) or bool(found.kwargs.keys() & PRIVATE_ARGUMENTS)


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
