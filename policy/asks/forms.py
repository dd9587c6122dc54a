"""What the policy desk types of an ask."""

from policy.models import AskState
from webforms import forms


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
