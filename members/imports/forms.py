"""What staff say about a sheet of providers: what its columns mean, which providers are meant, whether to invite."""

from django.core.exceptions import ValidationError

from homes.forms import SheetForm
from members.duplicates import Duplicate
from members.imports.columns import examples, headings
from members.imports.fields import ASKED, FIELDS
from members.imports.planning import NEW, Plan, Planned
from members.models import ProviderImport
from sheets import Sheet
from webforms import forms
from webforms.files import SHEETS
from webforms.layout import Fieldset, Layout, Row

MEANINGS = [("", "Leave it out"), *((each.name, each.label) for each in FIELDS)]
LONGEST_EXAMPLE = 40


class ImportForm(SheetForm):
    """A sheet of providers and people."""

    send = "Read it"
    file = forms.FileField(
        label="Sheet",
        help_text=f"{SHEETS.words}. Headings may be called as you like, and a title may stand above them. A file with "
        "columns about children is refused.",
    )


class MeaningsForm(forms.Form):
    """What each column of a sheet means."""

    send = "See what it would make"

    def __init__(self, *args, source: ProviderImport, sheet: Sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.named, at = headings(sheet, source.heading_at), source.heading_at
        meant = {place: field for field, place in source.columns.items()}
        for place, heading in self.named.items():
            shown = "; ".join(f"“{words[:LONGEST_EXAMPLE]}”" for words in examples(sheet, at, place))
            self.fields[f"column_{place}"] = forms.ChoiceField(
                choices=MEANINGS, required=False, label=heading, help_text=f"Such as {shown}", initial=meant.get(place)
            )
        for each in ASKED:
            # What gives rights is chosen by a person: the first of the list would be the strongest.
            choices = [("", "Choose one"), *each.asked] if each.of_person else each.asked
            self.fields[f"unsaid_{each.name}"] = forms.ChoiceField(
                choices=choices, label=each.label, initial=source.unsaid.get(each.name)
            )
        columns, unsaid = ([name for name in self.fields if name.startswith(word)] for word in ("column", "unsaid"))
        self.layout = Layout(Fieldset("Columns", *columns), Fieldset("Where a row does not say it", Row(*unsaid)))

    def clean(self):
        answers = [name for place in self.named if (name := self.cleaned_data.get(f"column_{place}"))]
        twice = [label for name, label in MEANINGS if answers.count(name) > 1]
        if twice:
            raise ValidationError(f"Two columns are “{twice[0]}”. Leave one of them out.")
        if "legal_name" not in answers:
            raise ValidationError("Say which column has the provider’s legal name.")
        return self.cleaned_data

    @property
    def chosen(self) -> dict:
        """What `say_columns` takes of it."""
        answers = {self.cleaned_data[f"column_{place}"]: place for place in self.named}
        unsaid = {each.name: self.cleaned_data[f"unsaid_{each.name}"] for each in ASKED}
        return {"columns": {name: place for name, place in answers.items() if name}, "unsaid": unsaid}


class WhichProviderForm(forms.Form):
    """Which provider each organisation is that may be here already."""

    send, look, leave = "Keep these answers", "", ""

    def __init__(self, *args, asked: list[Planned], **kwargs):
        super().__init__(*args, **kwargs)
        for each in asked:
            known = [(str(other.provider.pk), f"{other.provider}: {_reasons(other)}") for other in each.duplicates]
            self.fields[f"row_{each.entry.row}"] = forms.ChoiceField(
                choices=[*known, (NEW, "None of these: a new provider")],
                required=False,
                label=f"{each.entry.name}, in row {each.entry.row}",
                widget=forms.RadioSelect,
                initial=_answer(each),
            )

    @property
    def chosen(self) -> dict[str, str | int]:
        """By the row of an organisation, as `choose` takes it."""
        answers = {name.removeprefix("row_"): value for name, value in self.cleaned_data.items() if value}
        return {row: value if value == NEW else int(value) for row, value in answers.items()}


class AcceptForm(forms.Form):
    """Whether those who are imported are invited at once."""

    send = "Import all of it"

    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)
    invite = forms.ChoiceField(label="Invitations", widget=forms.RadioSelect)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, initial={"seal": plan.seal}, **kwargs)
        count = plan.invited
        now = [("yes", f"Invite {count} {'person' if count == 1 else 'people'} now, by mail")] if count else []
        self.fields["invite"].choices = [
            ("no", "Invite nobody now: each can be invited later"),
            *now,
        ]


def _reasons(duplicate: Duplicate) -> str:
    return "; ".join(duplicate.reasons)


def _answer(planned: Planned) -> str | None:
    if planned.is_open:
        return None
    return str(planned.provider.pk) if planned.provider else NEW
