from django.core.exceptions import ValidationError

from sheets.reading import MOST_BYTES
from sheets.writing import Format
from webforms import forms
from webforms.files import SHEETS


class SheetForm(forms.Form):
    """Any sheet that a provider's people send."""

    send = "See what it would keep"

    file = forms.FileField(label="Sheet", help_text=f"{SHEETS.words}. A file with columns about children is refused.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"This file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it.")
        return file


class HomeSheetForm(SheetForm):
    """A sheet of a provider's own columns."""

    send = "See what would change"
    file = forms.FileField(
        label="Sheet",
        help_text=f"{SHEETS.words}, with a column “URN”. A file with columns about children is refused. "
        "You see what would change before anything does.",
    )


class ExportForm(forms.Form):
    """In which format, and of which list."""

    send, look = "Export", "button--second"
    format = forms.ChoiceField(choices=Format, initial=Format.XLSX, label="Format", widget=forms.RadioSelect)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
