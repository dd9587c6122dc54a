from django.utils import timezone

from members.invoices.forms import pounds_field
from members.models import Payment
from webforms import forms
from webforms.layout import Layout, Row


class PaymentForm(forms.Form):
    """Money that arrived."""

    layout = Layout(Row("amount", "received_on"), Row("method", "reference"))
    send = "Note the payment"

    amount = pounds_field(help_text="What arrived, also if it is more or less than the invoice.")
    received_on = forms.DateField(
        label="Arrived on",
        initial=timezone.localdate,
    )
    method = forms.ChoiceField(label="How", choices=Payment.Method.choices)
    reference = forms.CharField(label="Reference", max_length=140, required=False, help_text="As the bank has it.")


class TakeBackForm(forms.Form):
    """Why a payment, or a refund, was noted by mistake."""

    send, look = "Take it back", "button--attention"

    reason = forms.CharField(label="Reason", max_length=200, help_text="The provider’s owners read it too.")


class UndoForm(forms.Form):
    """Why a match was wrong."""

    send, look = "Undo the match", "button--attention"

    reason = forms.CharField(label="Reason", max_length=200, help_text="Only the association’s people read it.")
