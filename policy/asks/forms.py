"""What the policy desk types of an ask, and of which asks a reader looks at."""

from policy.models import AskState
from webforms import forms

UNRECORDED = "unrecorded"


class AskFilterForm(forms.Form):
    """What became of the asks to be shown; what an address asks for and we do not have is left out."""

    state = forms.ChoiceField(
        choices=[("", "Anything"), *AskState.State.choices, (UNRECORDED, "Nothing yet")],
        required=False,
        label="What became of it",
    )

    @property
    def wanted(self) -> str:
        """The state, where one makes sense that is asked for."""
        self.is_valid()
        return self.cleaned_data.get("state", "")

    @property
    def query(self) -> str:
        """The part of the address that asks for the same again."""
        return f"state={self.wanted}" if self.wanted else ""

    def narrowed(self, asks):
        """The asks of a queryset, with their state, that are wanted."""
        if not self.wanted:
            return asks
        return asks.with_current_state("" if self.wanted == UNRECORDED else self.wanted)


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
