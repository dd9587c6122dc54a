from members.dues.actions import BandRow
from members.models import DuesYear
from people.models import Provider
from webforms import forms
from webforms.layout import Fieldset, Layout, Row

MORE_ROWS = 1  # empty, for a band to add
PARTS = {"name": "name", "from": "size_from", "to": "size_to", "dues": "dues"}
THE_YEAR = Fieldset("The year", Row("starts_on", "census_on"), Row("measure", "vat_rate"), "joining")
FACTS = ("starts_on", "census_on", "measure", "joining", "vat_rate")


class DraftForm(forms.ModelForm):
    """A draft with all of its bands: a row each, and empty ones to add more. A row that is emptied goes."""

    send = "Save the draft"

    class Meta:
        model = DuesYear
        fields = FACTS
        help_texts = {
            "starts_on": "Until the next dues begin.",
            "census_on": "The homes that each has on the register on this day are counted.",
            "vat_rate": "0 where subscriptions are exempt.",
        }
        widgets = {"starts_on": forms.DateInput(), "census_on": forms.DateInput(), "joining": forms.RadioSelect}

    def __init__(self, *args, instance: DuesYear, **kwargs):
        self.bands = list(instance.bands.all())
        self.names: dict[str, list[str]] = {}  # what the fields of each row begin with, by kind
        super().__init__(*args, instance=instance, **kwargs)
        for kind in Provider.MemberKind:
            self._add_rows(kind)
        groups = [
            Fieldset(kind.label, *(Row(*_names(row), css_class="row--close") for row in self.names[kind]))
            for kind in Provider.MemberKind
        ]
        self.layout = Layout(THE_YEAR, *groups)
        self.order_fields(None)

    def _add_rows(self, kind: Provider.MemberKind) -> None:
        bands = [band for band in self.bands if band.kind == kind]
        self.names[kind] = [f"{kind}-{place}" for place in range(len(bands) + MORE_ROWS)]
        for place, row in enumerate(self.names[kind]):
            band = bands[place] if place < len(bands) else None
            for name, field in zip(_names(row), _fields(place + 1), strict=True):
                field.initial = getattr(band, PARTS[name.rpartition("-")[2]]) if band else None
                self.fields[name] = field

    def edits(self):
        return [self.instance, *self.bands]

    def clean(self):
        super().clean()
        found = [self._read(kind, row) for kind, rows in self.names.items() for row in rows]
        self.rows = [row for row in found if row]

    @property
    def facts(self) -> dict:
        """What was typed of the year itself."""
        return {name: self.cleaned_data[name] for name in FACTS}

    def _read(self, kind: str, row: str) -> BandRow | None:
        typed = {PARTS[name.rpartition("-")[2]]: self.cleaned_data.get(name) for name in _names(row)}
        if any(name in self.errors for name in _names(row)) or all(value in (None, "") for value in typed.values()):
            return None
        for name in _names(row):
            if not name.endswith("-to") and self.cleaned_data[name] in (None, ""):
                self.add_error(name, "A band has a name, a first number and dues. Empty the row to take it away.")
                return None
        if typed["size_to"] is not None and typed["size_to"] < typed["size_from"]:
            self.add_error(f"{row}-to", "This must not be less than the number before it.")
            return None
        return BandRow(kind, **typed)


def _names(row: str) -> list[str]:
    return [f"{row}-{part}" for part in PARTS]


def _fields(number: int) -> list[forms.Field]:
    """The fields of one row, in the order of its parts."""
    size = {"required": False, "min_value": 0, "max_value": 99_999}
    fields = [
        forms.CharField(label=f"Band {number}", required=False, max_length=40),
        forms.IntegerField(label="From", **size),
        forms.IntegerField(label="To", **size),
        forms.DecimalField(label="Pounds a year", required=False, min_value=0, max_digits=9, decimal_places=2),
    ]
    for field in fields:
        field.needed_later = True  # by a row that is not empty
    return fields
