import re

from django.core.exceptions import ValidationError

from homes.sheets.fields import NUMBER, letters
from homes.sheets.headings import below_headings
from people.access import Permission, providers_with
from people.cleaning import forms
from people.forms import NO_CHILD
from people.models import Provider
from people.sheets import NotASheet, Sheet, read_sheets

MOST = 1000  # numbers at once; the largest group has 182 homes
NUMBERS = {letters(heading) for heading in NUMBER}


class OwnProviderForm(forms.Form):
    """Whose homes, where the person owns several providers' accounts."""

    provider = forms.ModelChoiceField(Provider.objects.none(), label="Provider", empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Provider.objects.filter(pk__in=providers_with(user, Permission.HOME_CLAIM))
        self.fields["provider"].queryset = mine
        if len(mine) == 1:
            self.fields["provider"].initial = mine[0]
            self.fields["provider"].widget = forms.HiddenInput()


class AddManyForm(OwnProviderForm):
    """Many numbers: typed, ticked, or in a sheet."""

    urns = forms.CharField(
        required=False,
        label="Ofsted numbers (URNs)",
        help_text=f"One on each line, or parted by commas. {NO_CHILD}",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        required=False, label="Or a sheet", help_text="CSV, XLSX or ODS with the numbers in a column “URN”."
    )
    field_order = ["urns", "file", "provider"]

    def clean(self):
        data = super().clean()
        # Ticked boxes come as one value each, typed lines as one together.
        typed = re.split(r"[,;\n]", "\n".join(self.data.getlist("urns")))
        data["numbers"] = [number for number in [*typed, *self._from_sheet(data.get("file"))] if number.strip()]
        if not self.errors and not data["numbers"]:
            raise ValidationError({"urns": "Write at least one number, or choose a sheet."})
        if len(data["numbers"]) > MOST:
            raise ValidationError({"urns": f"These are {len(data['numbers'])} numbers; we take {MOST} at once."})
        return data

    def _from_sheet(self, file) -> list[str]:
        if not file:
            return []
        try:
            return _numbers(read_sheets(file.read(), most_rows=MOST * 2))
        except NotASheet as fault:
            self.add_error("file", str(fault))
            return []


def _numbers(sheets: list[Sheet]) -> list[str]:
    """What stands below the first heading “URN”. Raises NotASheet without one."""
    place, rows = below_headings(sheets, _number_at, missing="No heading “URN” was found. Write it above the numbers.")
    return [row.cells[place][:20] for row in rows if place < len(row.cells)]


def _number_at(headings: list[str]) -> int | None:
    return next((place for place, cell in enumerate(headings) if letters(cell) in NUMBERS), None)
