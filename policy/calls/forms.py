"""What a chase list is narrowed by, and what is typed of a call."""

from members.listing.forms import ProviderFilterForm
from policy.models import EvidenceCall
from webforms import forms
from webforms.layout import Button


class ChaseFilterForm(ProviderFilterForm):
    """Members of one kind, nation, region or size."""

    names = ("kind", "nation", "region", "size")


class CallForm(forms.ModelForm):
    """Who gets a call, and words of our own in it."""

    buttons = (
        Button("Look at the mail", look="button--second", name="look", value="1"),
        Button("Call by mail", look="button--attention"),
    )

    class Meta:
        model = EvidenceCall
        fields = ["to", "words"]
        widgets = {"to": forms.RadioSelect()}
        help_texts = {"words": "Why it matters to them, and what helps most. The mail has it as you write it."}
