from homes.candidates import Candidate, names_of, prints_another
from homes.forms.adding import OwnProviderForm
from people.forms import ReasonForm
from webforms import forms

OURS, TAKEN_OVER = "ours", "taken_over"


class NumberForm(forms.Form):
    """A home's number, to be looked up."""

    send = "Look it up"
    urn = forms.CharField(
        label="Ofsted number (URN)",
        max_length=20,
        help_text="On your certificate of registration: SC and six digits, or seven digits.",
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
    )


class ClaimForm(OwnProviderForm):
    """That a home is the provider's. Asks twice where the register prints another owner, or nothing yet."""

    send = "Yes, add this home"
    leave = "No, this is not ours"
    needed = {"how": "needed where the printed owner is another"}

    how = forms.ChoiceField(
        choices=[
            (OURS, "It is ours already: our name is printed otherwise, or an earlier owner’s still"),
            (TAKEN_OVER, "We take it over from another provider: ask for a transfer"),
        ],
        required=False,
        label="The register prints another owner. How is it yours?",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        required=False, label="I have the certificate of registration, and this is the number on it."
    )

    def __init__(self, *args, candidate: Candidate, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidate = candidate
        self.names = names_of(self.fields["provider"].queryset)
        if not any(map(self._is_other, self.names)):
            del self.fields["how"]
        if not candidate.is_newer and "how" not in self.fields:
            del self.fields["sure"]

    def clean(self):
        data = super().clean()
        provider = data.get("provider")
        other = provider and self._is_other(provider.pk)
        if other and not data.get("how") and "how" not in self.errors:
            self.add_error("how", "Say how this home is yours.")
        if (other or self.candidate.is_newer) and not data.get("sure"):
            self.add_error("sure", "Tick this once you have looked at the certificate.")
        return data

    @property
    def takes_over(self) -> bool:
        return self.cleaned_data.get("how") == TAKEN_OVER

    def _is_other(self, provider: int) -> bool:
        return prints_another(self.candidate.entry, self.names[provider])


class ConfirmForm(forms.Form):
    """That somebody looked into a home whose printed owner is another."""

    send = "Confirm"
    sure = forms.BooleanField(
        label="I have looked into it: it is theirs.",
        error_messages={"required": "The register prints another owner. Tick this once you have looked into it."},
    )


class RefuseForm(ReasonForm):
    """Why a home is not confirmed as a provider's."""

    send, look = "Refuse", "button--attention"
