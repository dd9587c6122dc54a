from collections.abc import Iterable
from datetime import date

from duties.law import end_of_month
from duties.models import PlannedVisit
from duties.visits import day_field, key_of, visitor_field
from homes.models import Home
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import Layout, Row

MOST = PlannedVisit._meta.get_field("visitor").max_length
KNOWN = {"list": "visitors", "autocomplete": "off"}


class PlansForm(forms.EditForm):
    """A day and a visitor for each home in one month. An empty day takes the plan of its home away."""

    send = "Keep these plans"

    visitor = forms.CharField(
        label="Visitor, where none is written below",
        max_length=MOST,
        required=False,
        widget=forms.TextInput(attrs=KNOWN),
        help_text=f"The name of the person who visits, who needs no account here. {NO_CHILD}",
    )

    def __init__(self, *args, homes: Iterable[tuple[Home, str]], plans: dict[int, PlannedVisit], month: date, **kwargs):
        initial = {"visitor": ""}
        for home, _ in homes:
            plan = plans.get(home.pk)
            initial[day_field(home.pk)] = plan and plan.planned_on
            initial[visitor_field(home.pk)] = plan.visitor if plan else ""
        super().__init__(*args, of=list(plans.values()) or [PlannedVisit()], initial=initial, **kwargs)
        self.homes, self.planned = [home.pk for home, _ in homes], plans.keys()
        rows = [self._row(home.pk, name or str(home), month) for home, name in homes]
        self.layout = Layout("visitor", *rows)

    def _row(self, home: int, name: str, month: date) -> Row:
        span = {"min": str(month), "max": str(end_of_month(month))}
        day = forms.DateField(label=f"{name}: day", required=False, widget=forms.DateInput(span))
        visitor = forms.CharField(
            label=f"{name}: visitor", max_length=MOST, required=False, widget=forms.TextInput(attrs=KNOWN)
        )
        self.fields[day_field(home)], self.fields[visitor_field(home)] = day, visitor
        return Row(day_field(home), visitor_field(home))

    def clean(self):
        data = super().clean()
        for home in self.homes:
            day, visitor = data.get(day_field(home)), data.get(visitor_field(home))
            if day and not visitor and not data.get("visitor"):
                self.add_error(visitor_field(home), "Write who visits.")
            if visitor and not day and home not in self.planned and day_field(home) not in self.errors:
                self.add_error(day_field(home), "Write the day, or no visitor either.")
        return data

    @property
    def plans(self) -> dict[int, tuple[date, str] | None]:
        """What is wanted of each home."""
        return {home: self._wanted(home) for home in self.homes}

    def _wanted(self, home: int) -> tuple[date, str] | None:
        data = self.cleaned_data
        day = data[day_field(home)]
        return (day, data[visitor_field(home)] or data["visitor"]) if day else None


class VisitorForm(forms.Form):
    """Somebody who makes all coming visits of another."""

    send = "Change the visitor"
    layout = Layout(Row("old", "new"))

    old = forms.ChoiceField(label="In place of", choices=())
    new = forms.CharField(label="New visitor", max_length=MOST, widget=forms.TextInput(attrs=KNOWN), help_text=NO_CHILD)

    def __init__(self, *args, visitors: Iterable[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.visitors = {key_of(visitor): visitor for visitor in visitors}
        self.fields["old"].choices = self.visitors.items()

    @property
    def change(self) -> dict[str, str]:
        return {"old": self.visitors[self.cleaned_data["old"]], "new": self.cleaned_data["new"]}
