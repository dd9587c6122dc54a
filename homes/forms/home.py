import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError

from homes.models import Home


def digest(kept: dict[str, str]) -> str:
    """What tells one state of a home's private values from another, without saying them."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


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
