from django import forms

from publishing.forms import EditionForm
from publishing.kinds import RELEASE_KINDS


class ReleaseForm(EditionForm):
    """The words of a new release, and what kind it is."""

    kind = forms.ChoiceField(choices=[(kind.name, kind.label) for kind in RELEASE_KINDS])
    field_order = ["kind", "title", "summary", "topic", "body", "notes", "byline", "contact", "boilerplate"]
