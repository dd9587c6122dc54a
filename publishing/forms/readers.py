"""Who reads a text before it is public."""

from people.forms import ReasonForm
from publishing.embargo import readers
from publishing.models import PreviewLink
from publishing.models.preview import MOST_DAYS
from times import LondonTimeField
from webforms import forms


class PreviewForm(forms.ModelForm):
    """Who may read a text before it is public, why, and for how many days."""

    send = "Make a link"

    days = forms.IntegerField(
        min_value=1, max_value=MOST_DAYS, initial=7, label="For how many days", help_text=f"At most {MOST_DAYS}."
    )

    class Meta:
        model = PreviewLink
        fields = ["name", "organisation", "reason"]
        help_texts = {
            "name": "One person. Their name stands over the text.",
            "reason": "Such as: checks what we quote them with.",
        }


class EndGrantForm(ReasonForm):
    """Why a journalist reads it no longer."""

    send, look = "End", "button--second"


class GrantForm(forms.Form):
    """To which accredited journalist, and until when."""

    send = "Give"

    reader = forms.ModelChoiceField(None, label="Journalist", empty_label="Choose one")
    until = LondonTimeField(required=False, label="Until", require_all_fields=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers().select_related("user")
        self.fields["reader"].help_text = "Only those who are accredited now and have joined are here."
        self.fields["until"].help_text = "Left empty: until you end it, or their accreditation ends."
