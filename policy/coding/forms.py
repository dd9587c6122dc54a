"""What the desk types of themes, and ticks of an answer."""

from collections.abc import Iterable

from policy.models import AnswerCoding, AnswerTheme
from policy.models.coding import LONGEST_EXTRACT
from webforms import forms
from webforms.layout import Details, Layout

NOT_CODED = "none"


class AnswerThemeForm(forms.ModelForm):
    """A theme. Two of one name are refused by the action."""

    class Meta:
        model = AnswerTheme
        fields = ["name", "meaning", "is_current"]
        labels = {"is_current": "In use"}
        help_texts = {
            "name": "It stands in tables that leave the team: in our own words.",
            "meaning": "A sentence, so that two of us read answers alike.",
            "is_current": "One that is not is neither offered nor counted. What was coded with it stays.",
        }


class NewAnswerThemeForm(AnswerThemeForm):
    class Meta(AnswerThemeForm.Meta):
        fields = ["name", "meaning"]


class ShownForm(forms.FilterForm):
    """Which answers a page shows."""

    theme = forms.ChoiceField(required=False, label="Answers")

    def __init__(self, *args, themes: Iterable[AnswerTheme], **kwargs):
        super().__init__(*args, **kwargs)
        of_themes = [(str(theme.pk), f"About “{theme}”") for theme in themes]
        self.fields["theme"].choices = [("", "All"), (NOT_CODED, "Not coded yet"), *of_themes]

    @property
    def shown(self) -> str:
        return self.wanted.get("theme", "")


class CodingForm(forms.EditForm):
    """The themes of an answer, and words of it to quote for one of them.

    `codings`, of which nobody types, tells a window that another gave one of these themes other words.
    """

    layout = Layout("themes", Details("Words to quote", "extract", "extract_of"), "codings")
    send, look = "Save its themes", "button--second"

    themes = forms.TypedMultipleChoiceField(
        required=False, coerce=int, widget=forms.CheckboxSelectMultiple, label="Themes"
    )
    extract = forms.CharField(
        required=False,
        max_length=LONGEST_EXTRACT,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Words of the answer",
        help_text="Copied from it. They take the place of the words that the theme has.",
    )
    extract_of = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Theme that they show")
    codings = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, themes: Iterable[AnswerTheme], codings: list[AnswerCoding], **kwargs):
        given = [coding.theme_id for coding in codings]
        marks = ",".join(str(coding.pk) for coding in codings)
        initial = {"themes": given, "extract": "", "extract_of": None, "codings": marks}
        super().__init__(*args, initial=initial, **kwargs)
        offered = [(theme.pk, str(theme)) for theme in themes if theme.is_current or theme.pk in given]
        self.fields["themes"].choices = offered
        self.fields["extract_of"].choices = [("", "None"), *offered]
