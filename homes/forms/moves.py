from people.forms import NO_CHILD, ReasonForm
from people.models import Provider
from webforms import forms


class EndForm(forms.Form):
    """When a home ends, and why."""

    send = "End this home"
    look = "button--attention"

    last_day = forms.DateField(label="Last day", help_text="The last day as this provider’s.")
    reason = forms.CharField(max_length=255, help_text=f"Kept in its history. {NO_CHILD}")


class ReopenForm(ReasonForm):
    """Why a home that ended goes on."""

    send = "Open it again"


class TransferForm(EndForm):
    """To whom a home goes."""

    send = "Transfer"
    look = ""

    to = forms.ModelChoiceField(
        Provider.objects.none(), label="New provider", help_text="Has the home from the day after."
    )
    field_order = ["to", "last_day", "reason"]

    def __init__(self, *args, providers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = providers


class ReregisterForm(forms.Form):
    """The number that follows a home's own."""

    send = "Keep the new number"

    urn = forms.CharField(
        label="New Ofsted number (URN)",
        max_length=20,
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )
    reason = forms.CharField(max_length=255, help_text=f"Kept in its history. {NO_CHILD}")
