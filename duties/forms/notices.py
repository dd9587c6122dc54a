from duties.forms.duties import DAY
from duties.law import NotifiableChange
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import Layout, Row


class AbsenceForm(forms.Form):
    """From when to when the person in charge is away."""

    layout = Layout(Row("starts_on", "expected_back"), "unforeseen")
    send = "Keep absence"

    starts_on = forms.DateField(label="First day away", **DAY)
    expected_back = forms.DateField(
        label="First day back", required=False, help_text="Leave it empty if nobody knows yet.", **DAY
    )
    unforeseen = forms.BooleanField(label="It was unforeseen, or an emergency", required=False)

    @property
    def values(self) -> dict:
        data = self.cleaned_data
        foreseen = not data["unforeseen"]
        return {"starts_on": data["starts_on"], "expected_back": data["expected_back"], "foreseen": foreseen}


class ChangeForm(forms.Form):
    """A change of which the regulator must be told: one of those of the home's law."""

    layout = Layout(Row("kind", "happens_on"), "note")
    send = "Keep change"

    kind = forms.ChoiceField(label="What changes", choices=())
    happens_on = forms.DateField(label="When", help_text="The day, or when you expect it.", **DAY)
    note = forms.CharField(max_length=200, required=False, help_text=NO_CHILD)

    def __init__(self, *args, changes: list[NotifiableChange], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(change.key, change.words) for change in changes]


class DayForm(forms.Form):
    """A day: of a return, or on which Ofsted was told."""

    day = forms.DateField(**DAY)
