from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Band
from members.names import plain
from people.catalogue import offer
from people.templatetags.people import pounds
from webforms import forms
from webforms.layout import Layout, Row


class BandForm(forms.ModelForm):
    """What members of a size pay."""

    class Meta:
        model = Band
        fields = ["name", "homes_from", "homes_to", "dues", "vat_rate"]
        help_texts = {
            "name": "As members read it, such as “2 to 4 homes”.",
            "homes_to": "Left empty, any number.",
            "dues": "Without VAT. For terms that begin from now on; those that run keep theirs.",
            "vat_rate": "0, or left empty, where the subscription is exempt.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vat_rate"].required = False

    def clean_vat_rate(self):
        return self.cleaned_data["vat_rate"] or 0


class TermForm(forms.Form):
    """The next year of a provider's membership."""

    layout = Layout("starts_on", Row("homes_counted", "band"))
    send = "Keep"
    starts_on = forms.DateField(
        label="First day",
        help_text="The term runs for a year.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    homes_counted = forms.IntegerField(label="Number of homes", min_value=0, max_value=32767)
    band = forms.ModelChoiceField(Band.objects, empty_label="Choose one")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)
        self.fields["band"].label_from_instance = lambda band: f"{band}: {pounds(band.dues)}"


class DayForm(forms.Form):
    """A day that has come."""

    method, send = "get", "Show"
    on = forms.DateField(
        label="On",
        required=False,
        help_text="Left empty, today.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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
