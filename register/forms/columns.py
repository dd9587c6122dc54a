from register.lists.headings import HEADINGS
from webforms import forms

ANSWERS = [("yes", "Yes, read it as that"), ("no", "No, leave it out")]


class ColumnsForm(forms.Form):
    """Of each column whose heading no list had so far: whether it holds what was guessed."""

    send = "Read the file again"

    def __init__(self, *args, guessed: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = [column["heading"] for column in guessed]
        for place, column in enumerate(guessed):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                choices=ANSWERS,
                label=f"“{column['heading']}”: is it {name_of(column['field'])}?",
                help_text=f"{column['why']} It says something in {column['filled']:,} of {column['rows']:,} rows.",
                widget=forms.RadioSelect,
            )

    @property
    def right(self) -> dict[str, bool]:
        """By heading, whether the guess is right; of what was sent and is valid."""
        return {heading: self.cleaned_data[f"column_{place}"] == "yes" for place, heading in enumerate(self.headings)}


def name_of(field: str) -> str:
    """A field in the words of Ofsted's headings: `Places`, `Previous Event date`."""
    bare = field.removeprefix("previous_")
    return ("Previous " if bare != field else "") + HEADINGS[bare][0]
