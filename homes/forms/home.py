from homes.contact import read_postcode, read_telephone
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


class HomeForm(forms.EditForm):
    """What the provider's own people call the home, and where it is. All but the alias is private and encrypted."""

    layout = Layout(
        Fieldset("What it is called", "name", "alias"),
        Fieldset("Where it is", "address", Row("postcode", "telephone")),
    )

    name = forms.CharField(max_length=120, required=False, help_text=f"Private: seen by your people only. {NO_CHILD}")
    address = forms.CharField(
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Private. Each part on its own line. {NO_CHILD}",
    )
    postcode = forms.CharField(
        max_length=10, required=False, widget=forms.TextInput(attrs={"size": 10}), help_text="Private."
    )
    telephone = forms.CharField(
        max_length=30, required=False, widget=forms.TextInput(attrs={"size": 16}), help_text="Private."
    )
    alias = forms.CharField(
        max_length=60,
        required=False,
        help_text="What our mails and page titles call this home, such as “Home 3”. Not its name, and not a place. "
        f"{NO_CHILD} Leave it empty to use the URN.",
    )

    def clean_postcode(self):
        return read_postcode(self.cleaned_data["postcode"]) if self._changes("postcode") else self.initial["postcode"]

    def clean_telephone(self):
        return (
            read_telephone(self.cleaned_data["telephone"]) if self._changes("telephone") else self.initial["telephone"]
        )

    def _changes(self, name: str) -> bool:
        """What was kept before is not refused to whoever changes something else."""
        return self.cleaned_data[name] != self.initial[name]

    @property
    def location(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "address", "postcode", "telephone")}
