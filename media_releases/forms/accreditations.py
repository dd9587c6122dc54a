from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from media_releases.models import Accreditation
from people.forms import ReasonForm
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


class AccreditationForm(forms.ModelForm):
    """A journalist's application."""

    layout = Layout(Fieldset("Who you are", "name", "email"), Fieldset("Your work", Row("outlet", "job"), "proof"))
    send = "Apply"

    class Meta:
        model = Accreditation
        fields = ["name", "email", "outlet", "job", "proof"]
        labels = {"email": "Work email address"}
        help_texts = {
            "email": "We answer to this address. One of your outlet’s helps us to check.",
            "outlet": "The newspaper, programme or agency; “freelance” if you work for several.",
            "job": "Such as: social affairs correspondent. Printed with the outlet when you saw a text early.",
            "proof": "Links to two or three pieces, or the name and telephone number of your editor.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "outlet": forms.TextInput(attrs={"autocomplete": "organization"}),
            "job": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "proof": forms.Textarea(attrs={"rows": 5}),
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class AcceptForm(forms.Form):
    """Nothing is accepted before each criterion was looked at."""

    prefix = "accept"
    send, look = "Accept", "button--second"
    checked = forms.BooleanField(label="I have checked it against each criterion")


class RefuseForm(forms.Form):
    """By which of the published criteria, and why."""

    prefix = "refuse"
    send, look = "Refuse", "button--second"
    criterion = forms.ChoiceField(choices=Accreditation.Criterion, label="Not met", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=255, label="Why", help_text="Sent to the applicant.", widget=forms.TextInput())


class SuspendForm(forms.Form):
    """What happened, and for how long."""

    prefix = "suspend"
    send, look = "Suspend", "button--second"
    reason = forms.CharField(
        max_length=255, label="What happened", help_text="Sent to the journalist.", widget=forms.TextInput()
    )
    until = forms.DateField(
        label="Until",
        help_text="You decide then whether it is lifted.",
        initial=lambda: timezone.localdate() + timedelta(days=90),
    )

    def clean_until(self):
        if self.cleaned_data["until"] <= timezone.localdate():
            raise ValidationError("That day has passed. Choose a later one.")
        return self.cleaned_data["until"]


class LiftForm(ReasonForm):
    prefix = "lift"
    send, look = "Lift the suspension", "button--second"


class EndForm(ReasonForm):
    prefix = "end"
    send, look = "End", "button--second"
