from django import forms

from people.access import Permission, providers_with
from people.models import Provider


class ClaimForm(forms.Form):
    """A home's number, and whose home it is where the person owns several providers' accounts."""

    urn = forms.CharField(
        label="Ofsted number (URN)",
        max_length=20,
        help_text="On your certificate of registration: SC and six digits, or seven digits.",
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )
    provider = forms.ModelChoiceField(Provider.objects.none(), label="Provider", empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Provider.objects.filter(pk__in=providers_with(user, Permission.HOME_CLAIM))
        self.fields["provider"].queryset = mine
        if len(mine) == 1:
            self.fields["provider"].initial = mine[0]
            self.fields["provider"].widget = forms.HiddenInput()
