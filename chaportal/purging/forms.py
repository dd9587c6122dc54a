from chaportal.purging.pattern import LONGEST, TooVague, words_of
from people.models import Purge
from webforms import forms


class WordsForm(forms.Form):
    """What to look for."""

    send = "Find"
    words = forms.CharField(
        label="Words",
        max_length=LONGEST,
        help_text="A first name with a surname, or some words of a sentence. Found in any case, with or without "
        "accents and hyphens. Look for other spellings, and for the surname first, on their own.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_words(self) -> str:
        typed = self.cleaned_data["words"]
        try:
            words_of(typed)
        except TooVague as fault:
            raise forms.ValidationError(str(fault)) from fault
        return typed


class ProposeForm(forms.Form):
    """Why what was found must go."""

    send = "Propose"
    reason = forms.ChoiceField(label="Why must it go?", choices=Purge.Reason.choices, widget=forms.RadioSelect)
