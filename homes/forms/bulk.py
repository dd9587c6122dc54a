from django.core.exceptions import ValidationError

from homes.forms.facts import number_field
from homes.models import Area, Need
from homes.models.home_facts import MOST_PLACES, OLDEST
from homes.sheets.fields import POSTS
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import HTML, Button, Layout, Row

FIELDS = ("alias", "vacancies", "youngest", "oldest", "needs", "area", *POSTS)
NO_AREA = "(none)"


class BulkForm(forms.Form):
    """What to change of many homes at once. What is left empty stays as it is, home by home."""

    layout = Layout(
        *(HTML("{% include 'homes/parts/chosen.html' %}"), "alias", "vacancies"),
        *("area", "responsible", "manager", "since"),
        *(Row("youngest", "oldest"), "needs", "needs_replace"),
    )
    buttons = (Button("Check what changes", name="check", value="1"),)
    needed = {"since": "needed if you name somebody"}

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

    area = forms.ChoiceField(required=False, help_text="Areas are added under “Areas”.")
    responsible = forms.CharField(
        max_length=120, required=False, label="Responsible individual", help_text=f"Private. {NO_CHILD}"
    )
    manager = forms.CharField(
        max_length=120, required=False, label="Registered manager", help_text=f"Private. {NO_CHILD}"
    )
    since = forms.DateField(
        required=False,
        label="In the post since",
        help_text="Whoever held it until then leaves it the day before.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict.fromkeys(area.name for area in Area.objects.visible_to(user))
        self.fields["area"].choices = [("", "As it is"), (NO_AREA, "In no area"), *((name, name) for name in names)]

    def clean(self):
        data = super().clean()
        if any(data.get(kind) for kind in POSTS) and not data.get("since") and "since" not in self.errors:
            self.add_error("since", "Say since when.")
        if not self.errors and not self.wanted:
            raise ValidationError("Fill in at least one field: nothing would change.")
        return data

    @property
    def wanted(self) -> dict:
        """The fields that are filled in."""
        given = {name: self.cleaned_data.get(name) for name in FIELDS}
        given = {name: value for name, value in given.items() if value not in ("", None, [])}
        since = self.cleaned_data.get("since")
        given |= {f"{kind}_since": since.isoformat() for kind in POSTS if kind in given and since}
        return given | ({"area": ""} if given.get("area") == NO_AREA else {})
