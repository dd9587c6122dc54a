from register.models import RegisterFile
from webforms import forms


class ReleaseForm(forms.Form):
    """Which providers a list prints: what may be counted of it."""

    send = "Release it"

    covers = forms.ChoiceField(
        choices=RegisterFile.Coverage,
        label="Which providers does it print?",
        help_text="Homes and places are counted, and a home that is missing has left, only where it is every one.",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, lists_providers: bool, **kwargs):
        """A file without a list of providers, such as one of joiners, is not asked for it."""
        super().__init__(*args, **kwargs)
        if not lists_providers:
            self.fields["covers"].widget = forms.HiddenInput()
