import hashlib
import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from homes.models import Home
from people.access import Permission, providers_with
from people.models import Provider


def digest(kept: dict[str, str]) -> str:
    """What tells one state of a home's private values from another, without saying them."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


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


class HomeForm(forms.ModelForm):
    """What the provider's own people call the home, and where it is. All but the alias is private and encrypted."""

    name = forms.CharField(max_length=120, required=False, help_text="Private: seen by your people only.")
    address = forms.CharField(
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Private. Each part on its own line.",
    )
    postcode = forms.CharField(
        max_length=10, required=False, widget=forms.TextInput(attrs={"size": 10}), help_text="Private."
    )
    telephone = forms.CharField(
        max_length=30, required=False, widget=forms.TextInput(attrs={"size": 16}), help_text="Private."
    )

    class Meta:
        model = Home
        fields = ["alias"]
        help_texts = {
            "alias": "What our mails and page titles call this home, such as “Home 3”. Not its name, and not a place. "
            "Leave it empty to use the URN."
        }

    field_order = ["name", "address", "postcode", "telephone", "alias"]

    # What was kept when the form was opened: two windows must not overwrite one another unseen.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kept: dict[str, str], **kwargs):
        self.now = digest(kept)
        super().__init__(*args, initial={**kept, "seen": self.now}, **kwargs)
        self.kept = kept

    def clean(self):
        data = super().clean()
        if self.data.get("seen") != self.now:
            self.data = {**self.data.dict(), "seen": self.now}  # saving once more is then done knowingly
            said = "; ".join(f"{name}: {value or 'empty'}" for name, value in self.kept.items())
            raise ValidationError(
                "Someone saved this home after you opened this page. Kept now: "
                f"{said}. Save again to put what you typed in its place."
            )
        return data

    @property
    def location(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "address", "postcode", "telephone")}


class RoleHomesForm(forms.Form):
    """Which homes a limited role may see and edit. The labels are private: for the provider's own people only."""

    homes = forms.ModelMultipleChoiceField(
        Home.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Homes"
    )

    def __init__(self, *args, homes, names: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["homes"].queryset = homes
        self.fields["homes"].label_from_instance = lambda home: f"{names.get(home.pk) or home}, {home.registration}"


class RegisterFileForm(forms.Form):
    """A list of the public register, as published."""

    file = forms.FileField(
        label="CSV file", help_text="As Ofsted publishes it, of any year. The same file twice changes nothing."
    )
    as_at = forms.DateField(
        required=False,
        label="The date it stands for",
        help_text="Only where neither the file nor its name says it.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise ValidationError(
                f"This file has {file.size // 1024 // 1024} MB; a register has 2 MB, and we take {most} MB at most. "
                "Choose the CSV file that Ofsted publishes."
            )
        return file
