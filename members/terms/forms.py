from django.core.exceptions import ValidationError

from members.dues.prices import Price, dues_year_for
from members.models import Band
from members.terms.actions import Agreed
from people.models import Provider
from people.templatetags.people import day, pounds
from webforms import forms
from webforms.layout import Details, Layout, Row


class TermForm(forms.Form):
    """The next year of a provider's membership. Its `price` is that of the day that is typed, or first shown."""

    layout = Layout("starts_on", Details("Something else was agreed", Row("band", "dues"), "reason"), "shown")
    send = "Keep, and send the invoice"
    needed = {"band": "or dues of its own", "dues": "or a band", "reason": "needed with a band or dues"}

    starts_on = forms.DateField(label="First day")
    band = forms.ModelChoiceField(Band.objects, required=False, empty_label="The one that follows")
    dues = forms.DecimalField(
        label="Dues in pounds, without VAT", required=False, min_value=0, max_digits=9, decimal_places=2
    )
    reason = forms.CharField(
        label="Why", max_length=200, required=False, help_text="It stands on the term, for the provider to read too."
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)  # what the person was told that it costs

    def __init__(self, *args, provider: Provider, price: Price | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.price = price
        self.initial["shown"] = self._now()
        self.fields["band"].label_from_instance = lambda band: f"{band}: {pounds(band.dues)}"
        self.fields["band"].queryset = _bands(provider, self["starts_on"].value())

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data["reason"]) != (data["band"] is not None or data["dues"] is not None):
            where = "dues" if data["reason"] else "reason"
            self.add_error(where, "Say both what was agreed, a band or dues, and why.")
        elif not data.get("reason") and data.get("shown") and data["shown"] != self._now():
            self._show_again()
        return data

    @property
    def agreed(self) -> Agreed | None:
        """What was agreed instead of what follows from the bands."""
        data = self.cleaned_data
        return Agreed(data["reason"], data["band"], data["dues"]) if data["reason"] else None

    def _now(self) -> str:
        return str(self.price.dues) if self.price else ""

    def _show_again(self) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = self._now()
        if self.price:
            words = f"From {day(self.price.starts_on)} it is “{self.price.band}” for {pounds(self.price.dues)}."
            raise ValidationError(f"{words} Look at what it rests on, and send this again to keep it.")


def _bands(provider: Provider, starts_on):
    """The bands of a provider's kind in the dues of that day."""
    try:
        year = dues_year_for(forms.DateField().clean(starts_on))
    except ValidationError:
        return Band.objects.none()
    return year.bands.filter(kind=provider.member_kind)
