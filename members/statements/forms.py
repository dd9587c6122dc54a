from homes.forms import SheetForm
from members.balances import unpaid
from members.models import Invoice
from members.statements.proposals import Proposal
from people.templatetags.people import pounds
from webforms import forms
from webforms.files import STATEMENTS


class StatementForm(SheetForm):
    """A bank's statement."""

    send = "Load the statement"

    file = forms.FileField(
        label="Statement",
        help_text=f"{STATEMENTS.words}, as your bank exports it. Only what arrived is kept. "
        "The same statement in another of these is known; where it is not sure, you are asked line by line.",
    )


class LineForm(forms.Form):
    """Which invoice a line pays first."""

    send = "It is a payment for this invoice"

    invoice = forms.ModelChoiceField(Invoice.objects, label="Invoice", empty_label="Choose one")

    def __init__(self, *args, proposal: Proposal | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["invoice"]
        field.queryset = unpaid(Invoice.objects.all()).select_related("provider").order_by("provider", "due_on", "pk")
        field.label_from_instance = lambda each: f"{each.provider}: {each}, {pounds(each.balance)} owed"
        if proposal:
            field.initial = proposal.invoice
            which = "Proposed, the first due of several" if proposal.others else "Proposed"
            field.help_text = f"{which}. What speaks for it: {proposal.why.lower()}."


class TakeBackForm(forms.Form):
    """Why a statement was loaded by mistake."""

    send, look = "Take the statement back", "button--attention"

    reason = forms.CharField(label="Reason", max_length=200, help_text="Such as “the statement of another account”.")


class SetAsideForm(forms.Form):
    """Why a line is no member's payment."""

    send, look = "It is no member’s payment", "button--second"

    reason = forms.CharField(label="What it is", max_length=200, help_text="Such as “interest” or “sale of a book”.")
