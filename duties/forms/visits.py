from collections.abc import Iterable
from datetime import date

from duties.law import end_of_month
from duties.visits import field_of, home_of
from homes.models import Home
from webforms import forms


class VisitsForm(forms.Form):
    """The day of the visit in one month, for each home that has none yet. Those that stay empty are left."""

    send = "Keep these days"

    def __init__(self, *args, homes: Iterable[tuple[Home, str]], month: date, **kwargs):
        super().__init__(*args, **kwargs)
        span = {"min": str(month), "max": str(end_of_month(month))}
        for home, name in homes:
            widget = forms.DateInput(span)
            self.fields[field_of(home.pk)] = forms.DateField(label=name or str(home), required=False, widget=widget)

    @property
    def days(self) -> dict[int, date]:
        """The days that were written, by home."""
        return {home_of(name): day for name, day in self.cleaned_data.items() if day}
