from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone

from members.exports.programs import Codes
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


class Program(TextChoices):
    XERO = "xero", "Xero"
    SAGE = "sage", "Sage 50"
    QUICKBOOKS = "quickbooks", "QuickBooks Online"


class Rows(TextChoices):
    INVOICES = "invoices", "Invoices and credit notes"
    CREDIT_NOTES = "credit-notes", "Credit notes apart, for QuickBooks"
    PAYMENTS = "payments", "Payments and refunds"


# What each program calls things in the United Kingdom, where nobody changed it: income, bank, with VAT, without.
USUAL = {
    Program.XERO: Codes("200", "090", "20% (VAT on Income)", "No VAT"),
    Program.SAGE: Codes("4000", "1200", "T1", "T2"),
    Program.QUICKBOOKS: Codes("Membership", "", "20.0% S", "Exempt"),
}


class ExportForm(forms.Form):
    """What is exported for which program, of which days, and what it is called there."""

    layout = Layout(
        Row("program", "rows"),
        Row("first", "last"),
        Fieldset("What it is called there", Row("income", "bank"), Row("with_vat", "without_vat")),
    )
    send = "Download as CSV"

    program = forms.ChoiceField(label="Program", choices=Program.choices)
    rows = forms.ChoiceField(
        label="What",
        choices=Rows.choices,
        help_text="QuickBooks has two tools, one for invoices and one for credit notes: download both files for it.",
    )
    first = forms.DateField(label="From")
    last = forms.DateField(label="To", initial=timezone.localdate)
    income = forms.CharField(
        label="Account of membership income", max_length=40, required=False, help_text="Left empty, the usual one."
    )
    bank = forms.CharField(label="Bank account", max_length=40, required=False, help_text="Sage alone asks for it.")
    with_vat = forms.CharField(label="Code of what bears VAT", max_length=40, required=False)
    without_vat = forms.CharField(label="Code of what bears none", max_length=40, required=False)

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", ValidationError("This must not be before the first day."))
        if data.get("rows") == Rows.CREDIT_NOTES and data.get("program") not in (None, Program.QUICKBOOKS):
            self.add_error("rows", ValidationError("This program takes them with the invoices. Choose both together."))
        return data

    @property
    def codes(self) -> Codes:
        """What was typed, and the usual names for the rest."""
        usual = vars(USUAL[Program(self.cleaned_data["program"])])
        return Codes(**{name: self.cleaned_data[name] or value for name, value in usual.items()})
