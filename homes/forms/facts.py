from django.core.exceptions import ValidationError

from homes.models import Need
from homes.models.home_facts import FACTS, MOST_PLACES, OLDEST
from webforms import forms
from webforms.layout import Layout, Row


def number_field(label: str, most: int, hint: str = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"size": 4, "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False, help_text=hint, widget=widget)


class FactsForm(forms.EditForm):
    """What a provider keeps of its home beside the register: numbers and ticks, and no words about anybody."""

    layout = Layout("vacancies", Row("youngest", "oldest"), "needs")

    vacancies = number_field("Vacancies", MOST_PLACES, "Places that are free today. Saving dates the number.")
    youngest = number_field("Youngest age", OLDEST, "As your statement of purpose says, in whole years.")
    oldest = number_field("Oldest age", OLDEST)
    needs = forms.MultipleChoiceField(
        choices=Need,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the home is for, in the words of its registration. Never the needs of one child.",
    )

    def clean_oldest(self):
        youngest, oldest = self.cleaned_data.get("youngest"), self.cleaned_data["oldest"]
        if youngest is not None and oldest is not None and youngest > oldest:
            raise ValidationError(f"The oldest age is below the youngest, {youngest}. Swap the two.")
        return oldest

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in FACTS}
