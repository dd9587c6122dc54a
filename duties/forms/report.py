from django.core.exceptions import ValidationError
from django.utils import timezone

from duties.forms.duties import DAY
from people.access import Permission
from people.forms import offer_own_providers
from people.models import Provider
from sheets.writing import Format
from webforms import forms

LONGEST = 3 * 366  # days
FORMATS = [("pdf", "PDF, to read"), *Format.choices]


class ReportForm(forms.Form):
    """Of which provider, from which day to which, and in which format."""

    send = "Download"

    provider = forms.ModelChoiceField(Provider.objects.none(), label="Provider", empty_label=None)
    first = forms.DateField(label="From", **DAY)
    last = forms.DateField(label="To, this day included", **DAY)
    format = forms.ChoiceField(choices=FORMATS, initial="pdf", widget=forms.RadioSelect)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_own_providers(self, user, Permission.HOME_VIEW)

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if last and last > timezone.localdate():
            raise ValidationError({"last": "This day is still to come. End the period today at the latest."})
        if first and last and first > last:
            raise ValidationError({"last": "The period ends before it begins. Write a later day, or swap the two."})
        if first and last and (last - first).days > LONGEST:
            raise ValidationError({"first": "That is more than three years. Choose a later day."})
        return data
