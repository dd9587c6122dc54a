from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from media_releases.models import LineToTake


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
