from django.core.exceptions import ValidationError

from homes.candidates import typed_numbers
from homes.sheets.fields import NAMES
from people.access import Permission
from people.forms import NO_CHILD, offer_own_providers
from people.models import Provider
from sheets import NotASheet
from sheets.table import FilledTable, read_table
from webforms import forms
from webforms.files import SHEETS

MOST = 1000  # numbers at once; the largest group has 182 homes
NUMBER = {"number": NAMES["number"]}
NO_HEADING = "No heading “URN” was found. Write it above the numbers."


class OwnProviderForm(forms.Form):
    """Whose homes, where the person owns several providers' accounts."""

    provider = forms.ModelChoiceField(Provider.objects.none(), label="Provider", empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_own_providers(self, user, Permission.HOME_CLAIM)


class AddManyForm(OwnProviderForm):
    """Many numbers: typed, ticked, or in a sheet."""

    send = "Check these numbers"
    needed = {"urns": "or a sheet", "file": "or numbers above"}

    urns = forms.CharField(
        required=False,
        label="Ofsted numbers (URNs)",
        help_text=f"One on each line, or parted by commas. {NO_CHILD}",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        required=False, label="Or a sheet", help_text=f"{SHEETS.words} with the numbers in a column “URN”."
    )
    field_order = ["urns", "file", "provider"]
    table: FilledTable | None = None  # of the sheet, once it is read

    def clean(self):
        data = super().clean()
        # Ticked boxes come as one value each, typed lines as one together.
        typed = typed_numbers("\n".join(self.data.getlist("urns")))
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
            table = read_table(file.read(), NUMBER, NUMBER, missing=NO_HEADING, most_rows=MOST * 2)
        except NotASheet as fault:
            self.add_error("file", str(fault))
            return []
        self.table = table
        for row in table.rows:
            if row.problem:
                self.add_error("file", f"Row {row.row}: {row.problem}")
        return [row.cells["number"][:20] for row in table.rows]
