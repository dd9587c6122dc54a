from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from webforms import forms
from webforms.files import SHEETS


class RegisterFileForm(forms.Form):
    """A list of the public register, as published."""

    send = "Load"

    file = forms.FileField(
        label=f"File ({SHEETS.words})",
        help_text="As Ofsted publishes it, of any year. The same file twice changes nothing.",
    )
    as_at = forms.DateField(
        required=False,
        label="The date it stands for",
        help_text="Only where neither the file nor its name says it.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise ValidationError(
                f"This file has {filesizeformat(file.size)}; a register has 2 MB, and we take {most} MB at most. "
                "Choose the file that Ofsted publishes."
            )
        return file
