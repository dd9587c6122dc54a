from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from webforms import forms

LONGEST_AHEAD = timedelta(days=366)


class RunForm(forms.Form):
    """Whose terms are renewed together."""

    send = "See who it is"

    until = forms.DateField(
        label="Members whose terms end by",
        help_text="Those whose terms ended within the last thirty days are among them. Nothing is sent yet.",
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until > timezone.localdate() + LONGEST_AHEAD:
            raise ValidationError("Choose a day within a year: what a later term costs is not known yet.")
        return until
