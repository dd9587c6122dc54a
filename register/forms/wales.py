from django.utils import timezone

from register.lists.grades import WELSH_WORDS
from register.lists.scales import WELSH
from register.models import WelshService
from webforms import forms
from webforms.files import SHEETS


class WelshServiceForm(forms.ModelForm):
    """What a Welsh service's certificate says."""

    number = forms.CharField(
        label="Number at Care Inspectorate Wales",
        max_length=24,
        help_text="On the certificate of registration.",
        widget=forms.TextInput(attrs={"size": 16, "autocomplete": "off"}),
    )
    registered_on = forms.DateField(required=False, label="Registered on")

    class Meta:
        model = WelshService
        fields = ["kind", "local_authority", "places", "registered_on"]
        widgets = {"places": forms.NumberInput(attrs={"min": 0, "max": 99})}

    field_order = ["number"]

    def clean_registered_on(self):
        day = self.cleaned_data["registered_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("This day is to come. Give the day on the certificate.")
        return day


class WelshServiceEditForm(WelshServiceForm):
    """The number stays: it is what the service is known by."""

    number = None
    ended_on = forms.DateField(required=False, label="Not registered since")

    class Meta(WelshServiceForm.Meta):
        fields = [*WelshServiceForm.Meta.fields, "ended_on"]

    def clean(self):
        data = super().clean()
        starts, ends = data.get("registered_on"), data.get("ended_on")
        if starts and ends and ends < starts:
            self.add_error("ended_on", "This is before the service was registered.")
        return data


class WelshFileForm(forms.Form):
    """A sheet of Welsh services."""

    send = "Check this sheet"

    file = forms.FileField(
        label=f"File ({SHEETS.words})",
        help_text="With the headings Number, Kind of service, Local authority, Places, Registered on. No names and no "
        "addresses: other columns are named and not read.",
    )


class RatingsForm(forms.Form):
    """The ratings of one inspection in Wales, theme by theme."""

    send = "Keep the ratings"

    on = forms.DateField(label="Day of the inspection")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for theme in WELSH:
            label = theme.replace("_", " ").capitalize().replace("Leadership", "Leadership and management")
            choices = [("", "Not rated"), *((words, words) for words in WELSH_WORDS)]
            self.fields[theme] = forms.ChoiceField(choices=choices, required=False, label=label)

    @property
    def ratings(self) -> dict[str, str]:
        return {theme: self.cleaned_data[theme] for theme in WELSH}
