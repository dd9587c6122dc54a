from homes.forms.adding import OwnProviderForm
from people.cleaning import forms


class ClaimForm(OwnProviderForm):
    """A home's number."""

    urn = forms.CharField(
        label="Ofsted number (URN)",
        max_length=20,
        help_text="On your certificate of registration: SC and six digits, or seven digits.",
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )
    field_order = ["urn", "provider"]
