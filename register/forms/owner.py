from people.models import Provider
from webforms import forms


class OwnerForm(forms.Form):
    """Which provider a name on the register is."""

    send = "Confirm"

    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        empty_label="Choose a provider",
        help_text="Compare the company number and the homes below before you confirm.",
    )

    def __init__(self, *args, providers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = providers
