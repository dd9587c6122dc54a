from django.core.exceptions import ValidationError

from homes.forms.facts import number_field
from homes.models import Need
from homes.models.home_facts import MOST_PLACES, OLDEST
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import HTML, Button, Layout, Row

FIELDS = ("alias", "vacancies", "youngest", "oldest", "needs")


class BulkForm(forms.Form):
    """What to change of many homes at once. What is left empty stays as it is, home by home."""

    layout = Layout(
        *(HTML("{% include 'homes/parts/chosen.html' %}"), "alias", "vacancies"),
        *(Row("youngest", "oldest"), "needs", "needs_replace"),
    )
    buttons = (Button("Check what changes", name="check", value="1"),)

    alias = forms.CharField(
        max_length=50,
        required=False,
        label="Alias, with a number each",
        help_text="“Home” makes Home 1, Home 2 and so on, in the order of their URNs. Not a name, and not a place. "
        f"{NO_CHILD}",
    )
    vacancies = number_field("Vacancies", MOST_PLACES, "The same in each of them. Saving dates the number.")
    youngest = number_field("Youngest age", OLDEST)
    oldest = number_field("Oldest age", OLDEST)
    needs = forms.MultipleChoiceField(
        choices=Need,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the homes are for, in the words of their registration. Never the needs of one child.",
    )
    needs_replace = forms.BooleanField(required=False, label="Put these needs in the place of those kept now")

    def clean(self):
        data = super().clean()
        if not self.errors and not self.wanted:
            raise ValidationError("Fill in at least one field: nothing would change.")
        return data

    @property
    def wanted(self) -> dict:
        """The fields that are filled in."""
        given = {name: self.cleaned_data.get(name) for name in FIELDS}
        return {name: value for name, value in given.items() if value not in ("", None, [])}
