from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from media_releases.models import Enquiry, LineToTake
from people.times import LondonTimeField
from publishing.forms import EditionForm
from publishing.kinds import RELEASE_KINDS


class ReleaseForm(EditionForm):
    """The words of a new release, and what kind it is."""

    kind = forms.ChoiceField(choices=[(kind.name, kind.label) for kind in RELEASE_KINDS])
    field_order = ["kind", "title", "summary", "topic", "body", "notes", "byline", "contact", "boilerplate"]


class EnquiryForm(forms.ModelForm):
    """What a journalist rang about."""

    deadline = LondonTimeField()

    class Meta:
        model = Enquiry
        fields = ["journalist", "outlet", "telephone", "email", "asked", "deadline"]
        widgets = {"asked": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"asked": "Name no child. If they name one, write “a child”."}

    def clean(self):
        data = super().clean()
        if not data.get("telephone") and not data.get("email"):
            self.add_error("telephone", "Write a telephone number or an email address: how else do we answer?")
        return data


class AnswerForm(forms.Form):
    """What they were told, in the words that were used."""

    answer = forms.CharField(label="What they were told", widget=forms.Textarea(attrs={"rows": 5}), max_length=5000)


class LineForm(forms.ModelForm):
    class Meta:
        model = LineToTake
        fields = ["topic", "question", "line", "expires_on"]
        widgets = {"expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day < timezone.localdate():
            raise ValidationError("That day has passed: nobody would see the line. Choose one from today on.")
        return day
