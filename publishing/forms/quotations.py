"""Whose words a quotation is, and how they approved them."""

from publishing.colleagues import colleagues
from publishing.models import Quotation
from webforms import forms
from webforms.layout import Layout, Row


class SpeakerForm(forms.ModelForm):
    """Whose words a quotation is."""

    layout = Layout(Row("speaker", "job"), "user")
    look = "button--second"

    class Meta:
        model = Quotation
        fields = ["speaker", "job", "user"]
        labels = {"user": "A colleague who approves it here"}
        help_texts = {
            "speaker": "Their name, as readers see it under the words.",
            "user": "They get a mail. For anyone else, note below how they approved.",
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, prefix=f"speaker-{instance.pk}", **kwargs)
        self.fields["speaker"].required = True
        self.fields["user"].queryset = colleagues()
        self.fields["user"].empty_label = "Nobody: they are not a colleague"

    def share_choices(self, other: "SpeakerForm") -> None:
        """Offer the colleagues that another form has asked the database for."""
        other.fields["user"].choices = self.fields["user"].choices = list(other.fields["user"].choices)


class NoteForm(forms.Form):
    """How someone outside approved their words, and the seal of the words that they heard."""

    send = "Note the approval"

    how = forms.CharField(
        max_length=120,
        label="How they approved it",
        help_text="Such as: by telephone, 22:50.",
        widget=forms.TextInput(),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, quotation: Quotation, **kwargs):
        initial = {"seen": quotation.seal}
        super().__init__(*args, prefix=f"note-{quotation.pk}", initial=initial, **kwargs)
