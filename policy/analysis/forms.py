"""By what answers are told apart."""

from policy.analysis.respondents import Division
from webforms import forms

CHOICES = [("", "Not told apart"), *Division.choices]


class DivisionForm(forms.Form):
    """In the address. What it does not know it ignores."""

    method, send, look, leave = "get", "Show", "button--second", ""

    by = forms.ChoiceField(choices=CHOICES, required=False, label="Told apart by")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def division(self) -> str:
        return self.cleaned_data.get("by", "")


class ReleaseForm(forms.Form):
    """By what the tables that leave the team are told apart: as the page shows them."""

    send, look = "Release these tables", "button--attention"

    division = forms.ChoiceField(choices=CHOICES, required=False, widget=forms.HiddenInput)
