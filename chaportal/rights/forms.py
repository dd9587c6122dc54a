from people.models import Erasure
from webforms import forms


class AskForm(forms.Form):
    """Why somebody is to be erased."""

    send, look = "Ask for it", "button--attention"

    reason = forms.ChoiceField(label="Why?", choices=Erasure.Reason.choices, widget=forms.RadioSelect)


class RefuseForm(forms.Form):
    """Why somebody is not erased."""

    send = "Refuse"

    words = forms.CharField(
        label="Why not?",
        max_length=2000,
        help_text="They are written this, with the ways to complain.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
