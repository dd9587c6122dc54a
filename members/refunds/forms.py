from django.utils import timezone

from members.invoices.forms import pounds_field
from members.models import Payment
from webforms import forms
from webforms.layout import Layout, Row


class RefundForm(forms.Form):
    """Money that was paid back."""

    layout = Layout(Row("amount", "paid_on"), Row("method", "reference"))
    send = "Note that it was paid back"

    amount = pounds_field()
    paid_on = forms.DateField(label="Paid back on", initial=timezone.localdate)
    method = forms.ChoiceField(label="How", choices=Payment.Method.choices)
    reference = forms.CharField(
        label="Reference",
        max_length=140,
        required=False,
        help_text="As you gave it to the bank. The provider reads it.",
    )
