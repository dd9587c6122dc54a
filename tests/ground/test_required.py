"""What a form says of a field that was left empty: a sentence that names it, and what is needed in part."""

import pytest

from webforms import forms
from webforms.required import DEFAULT, sentence

ONE = [("a", "A")]


@pytest.mark.parametrize(
    ("field", "label", "said"),
    [
        (forms.CharField(), "Legal name", "Enter the legal name."),
        (forms.CharField(), "Your name", "Enter your name."),
        (forms.CharField(), "Ofsted number (URN)", "Enter the Ofsted number (URN)."),
        (forms.CharField(), "URN", "Enter the URN."),
        (forms.DecimalField(), "VAT, in per cent", "Enter the VAT, in per cent."),
        (forms.CharField(), "What it says", "Enter something under “What it says”."),
        (forms.CharField(), "Why <b>not</b>?", "Answer “Why not?”"),
        (forms.DateField(), "First day", "Enter the first day."),
        (forms.DateField(), "Published on", "Enter a day under “Published on”."),
        (forms.DateTimeField(), "Opens", "Enter a day and time under “Opens”."),
        (forms.IntegerField(), "Every how many months", "Enter a number under “Every how many months”."),
        (forms.ChoiceField(choices=ONE), "Sector", "Choose the sector."),
        (forms.ChoiceField(choices=ONE), "How often", "Choose one under “How often”."),
        (forms.MultipleChoiceField(choices=ONE), "Roles", "Choose at least one under “Roles”."),
        (forms.FileField(), "Document", "Choose the document."),
        (forms.FileField(), "What it shows", "Choose a file under “What it shows”."),
        (forms.BooleanField(), "I have read it.", "Tick “I have read it”."),
        (forms.CharField(), "The words of nine or more that nobody reads as one", None),
        (forms.CharField(), "", "Enter something under “”."),
    ],
)
def test_the_sentence_names_the_field_and_says_what_to_do(field, label, said):
    assert sentence(field, label) == (said or f"Enter something under “{label}”.")


class ShortForm(forms.Form):
    name = forms.CharField(max_length=3, label="Share, in %.")
    words = forms.CharField(max_length=3, widget=forms.Textarea)


def test_no_browser_cuts_off_what_is_pasted_and_what_is_too_long_is_said():
    form = ShortForm({"name": "abcd", "words": "abc"})
    assert form.errors == {"name": ["“Share, in %” has 4 characters, and 3 fit. Shorten it."]}
    assert "maxlength" not in str(form)


class PartlyForm(forms.Form):
    needed = {"email": "or a telephone number", "gone": "never"}

    legal_name = forms.CharField()
    email = forms.CharField(required=False)
    own = forms.CharField(error_messages={"required": "Say it in our words."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["late"] = forms.DateField(label="Last day")


def test_every_required_field_of_a_form_has_its_sentence_unless_it_has_one_of_its_own():
    errors = {name: list(found) for name, found in PartlyForm({}).errors.items()}
    assert errors == {
        "legal_name": ["Enter the legal name."],
        "own": ["Say it in our words."],
        "late": ["Enter the last day."],
    }
    assert forms.CharField().error_messages["required"] == DEFAULT, "no other form is changed"
    assert PartlyForm().fields["email"].needed == "or a telephone number"
