"""What staff type about an application."""

from members.applications.duplicates import Duplicate
from members.dues.prices import Price
from members.models import Application
from members.terms.forms import TermForm
from people.models import Provider
from webforms import forms
from webforms.layout import Layout

NEW = "new"


class BeginForForm(forms.Form):
    """On whose behalf staff begin an application."""

    send = "Begin"

    name = forms.CharField(max_length=150, label="Who applies")
    email = forms.EmailField(
        max_length=254, label="Their email address", help_text="Our answer goes there. Nothing is sent there now."
    )


class AskForm(forms.Form):
    """What the applicant has to add."""

    prefix = "ask"
    send, look = "Ask", "button--second"
    text = forms.CharField(
        label="What do you need?",
        max_length=4000,
        help_text="Sent by mail.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RefuseForm(forms.Form):
    """Why it is refused."""

    prefix = "refuse"
    send, look = "Refuse", "button--attention"
    reason = forms.CharField(label="Why", max_length=500, help_text="Sent to the applicant.", widget=forms.TextInput())


class ReopenForm(forms.Form):
    """Why it was wrong to refuse it."""

    prefix = "reopen"
    send, look = "Open it again", "button--second"
    reason = forms.CharField(label="Why", max_length=400, help_text="Sent to the applicant.", widget=forms.TextInput())


class ApproveForm(TermForm):
    """As whom, from when on, and what was agreed if not the dues that follow."""

    prefix = "approve"
    layout = Layout("as_whom", *TermForm.layout.fields)
    send = "Approve"

    as_whom = forms.ChoiceField(label="Admit as", widget=forms.RadioSelect)

    def __init__(self, *args, application: Application, duplicates: list[Duplicate], price: Price | None, **kwargs):
        self.known = {str(each.provider.pk): each.provider for each in duplicates}
        super().__init__(*args, provider=Provider(member_kind=application.kind), price=price, **kwargs)
        known = [(pk, f"{provider}, which is here already") for pk, provider in self.known.items()]
        self.fields["as_whom"].choices = [(NEW, "A new provider"), *known]
        if not known:
            self.initial["as_whom"] = NEW

    @property
    def chosen(self) -> dict:
        """What `approve` takes of it."""
        data = self.cleaned_data
        return {
            "provider": self.known.get(data["as_whom"]),
            "starts_on": data["starts_on"],
            "agreed": self.agreed,
        }
