"""What the policy desk types of an ask, and of which asks a reader looks at."""

from urllib.parse import urlencode

from policy.models import AskState
from webforms import forms

UNRECORDED = "unrecorded"


class AskFilterForm(forms.FilterForm):
    """What became of the asks to be shown."""

    state = forms.ChoiceField(
        choices=[("", "Anything"), *AskState.State.choices, (UNRECORDED, "Nothing yet")],
        required=False,
        label="What became of it",
    )

    @property
    def query(self) -> str:
        """The part of the address that asks for the same again."""
        return urlencode(self.wanted)

    def narrowed(self, asks):
        """The asks of a queryset, with their state, that are wanted."""
        state = self.wanted.get("state")
        return asks.with_current_state("" if state == UNRECORDED else state) if state else asks


class AskStateForm(forms.ModelForm):
    """What became of an ask: a row more, which no later one rewrites."""

    state = forms.ChoiceField(choices=AskState.State.choices, widget=forms.RadioSelect, label="What became of it?")

    class Meta:
        model = AskState
        fields = ["state", "on", "words", "source"]
        widgets = {"on": forms.DateInput(), "words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "words": "In a sentence or two, such as what was announced, and what is done of it. Readers see this.",
            "source": "Beginning with https://.",
        }
