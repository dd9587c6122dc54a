from django import forms
from django.utils import timezone


class PaymentForm(forms.Form):
    """The day on which an invoice was paid."""

    paid_on = forms.DateField(
        label="Paid on", initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CheckForm(forms.Form):
    """Whether a provider was a member on a day: by any legal, trading or parent's name."""

    q = forms.CharField(label="Name", max_length=160)
    on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
