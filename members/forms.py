from django.core.exceptions import ValidationError
from django.utils import timezone

from members.names import plain
from webforms import forms


class DayForm(forms.Form):
    """A day that has come."""

    method, send = "get", "Show"
    on = forms.DateField(
        label="On",
        required=False,
        help_text="Left empty, today.",
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise ValidationError("That day is still to come, and nobody can say. Choose today or a day before.")
        return day


class CheckForm(DayForm):
    """Whether a provider was a member on a day: by any legal, trading, former or parent's name."""

    send = "Look"
    q = forms.CharField(label="Name", max_length=160, help_text="Legal, trading, former or parent’s. Never a home’s.")
    field_order = ["q", "on"]

    def clean_q(self):
        if not plain(self.cleaned_data["q"]):
            raise ValidationError("Write more of the name: this much fits any company.")
        return self.cleaned_data["q"]
