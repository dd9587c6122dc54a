from decimal import Decimal

from members.models import Invoice
from webforms import forms
from webforms.layout import Layout, Row

LEAST = Decimal("0.01")


def pounds_field(label: str = "Amount in pounds", **options) -> forms.DecimalField:
    """Money, to the penny."""
    return forms.DecimalField(label=label, min_value=LEAST, max_digits=9, decimal_places=2, **options)


class NumberingForm(forms.Form):
    """What stands before the numbers of invoices."""

    send = "Keep it"

    prefix = forms.CharField(
        label="What stands before each number",
        max_length=9,
        help_text="Capital letters, digits, - and /, and no digit at the end, such as CHA- for CHA-0001. Credit notes "
        "have a C behind it. Once the first invoice is sent it stays.",
    )


class PurchaseOrderForm(forms.ModelForm):
    """The payer's own number for an invoice."""

    send, look = "Keep the number", "button--second"

    class Meta:
        model = Invoice
        fields = ["purchase_order"]
        labels = {"purchase_order": "Purchase order number"}
        help_texts = {"purchase_order": "The payer’s own. It stands on the invoice from then on."}


class CreditForm(forms.Form):
    """What an invoice is not owed any more."""

    layout = Layout(Row("amount"), "reason")
    send, look = "Credit it", "button--attention"

    amount = pounds_field()
    reason = forms.CharField(
        label="Reason", max_length=200, help_text="It stands on the credit note, for the provider to read."
    )
