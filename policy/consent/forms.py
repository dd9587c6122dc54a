"""How a provider says anew how we may use what it sent."""

from policy.models import Answer, SentAnswer
from webforms import forms


class ConsentForm(forms.EditForm):
    """A choice for each answer that was sent; `cleaned_data["consents"]` is what the action takes."""

    def __init__(self, *args, sent: list[SentAnswer], **kwargs):
        initial = {_field(row): row.consent for row in sent}
        super().__init__(*args, of=[row.answer for row in sent], initial=initial, **kwargs)
        self.sent = sent
        for row in sent:
            self.fields[_field(row)] = forms.ChoiceField(
                choices=Answer.Consent.choices,
                widget=forms.RadioSelect,
                initial=row.consent,
                label=row.answer.question.to_members,
                help_text=f"You sent: {row.in_words}",
            )

    def clean(self):
        data = super().clean()
        data["consents"] = {row.answer_id: data[_field(row)] for row in self.sent if _field(row) in data}
        return data


def _field(sent: SentAnswer) -> str:
    return f"consent_{sent.answer_id}"
