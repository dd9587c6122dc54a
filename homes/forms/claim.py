from homes.forms.adding import OwnProviderForm
from people.forms import ReasonForm
from webforms import forms


class ClaimForm(OwnProviderForm):
    """A home's number."""

    send = "Add home"
    urn = forms.CharField(
        label="Ofsted number (URN)",
        max_length=20,
        help_text="On your certificate of registration: SC and six digits, or seven digits.",
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )
    field_order = ["urn", "provider"]


class RefuseForm(ReasonForm):
    """Why a home is not confirmed as a provider's."""

    send, look = "Refuse", "button--attention"
