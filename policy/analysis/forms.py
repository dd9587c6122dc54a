"""By what answers are told apart."""

from policy.analysis.respondents import Division
from webforms import forms

CHOICES = [("", "Not told apart"), *Division.choices]


class DivisionForm(forms.FilterForm):
    by = forms.ChoiceField(choices=CHOICES, required=False, label="Told apart by")

    @property
    def division(self) -> str:
        return self.wanted.get("by", "")


class ReleaseForm(forms.Form):
    """By what the tables that leave the team are told apart: as the page shows them."""

    send, look = "Release these tables", "button--attention"

    division = forms.ChoiceField(choices=CHOICES, required=False, widget=forms.HiddenInput)
