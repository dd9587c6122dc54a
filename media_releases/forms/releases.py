from django import forms

from publishing.forms import StartForm
from publishing.kinds import RELEASE_KINDS


class ReleaseForm(StartForm):
    """What a new release begins with."""

    kind = forms.ChoiceField(choices=[(kind.name, kind.label) for kind in RELEASE_KINDS])
    field_order = ["kind", "title"]
