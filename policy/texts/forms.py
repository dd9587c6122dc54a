"""What a text of ours begins with, beside its words."""

import re

from django.core.exceptions import ValidationError

from policy.models.text import LONGEST_ASK
from publishing.forms import StartForm
from webforms import forms

MARK = re.compile(r"^\s*(?:[0-9]{1,2}[.)]|[•·▪–*-])\s+")  # as pasted from a list: the text numbers them itself


class AsksField(forms.CharField):
    """Asks, one a line; gives a list of them."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, help_text: str):
        super().__init__(required=False, label="What we ask for", help_text=help_text)

    def clean(self, value):
        lines = [" ".join(MARK.sub("", line).split()) for line in super().clean(value).splitlines()]
        asks = [line for line in lines if line]
        for number, ask in enumerate(asks, start=1):
            if len(ask) > LONGEST_ASK:
                raise ValidationError(f"Ask {number} is longer than {LONGEST_ASK} characters. Shorten it or split it.")
        return asks


class PositionForm(StartForm):
    """What a position paper begins with."""

    asks = AsksField("One ask a line, in order. The text begins with them as a numbered list.")
