from bulletins.audience import size
from bulletins.models import Bulletin
from people.forms import NO_TITLE
from publishing.models import Edition
from publishing.widgets import RichTextWidget, words_in
from webforms import forms
from webforms.layout import Fieldset, Layout

RECENT = 20


class BulletinForm(forms.ModelForm):
    """The words of a bulletin, the texts it points to, and who gets it, with their number."""

    layout = Layout(Fieldset("What it says", "subject", "body", "picks"), "audience")
    leave = "Back without saving"

    picks = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Texts to point to",
        help_text="Each is shown with its headline and summary, if it is still public when the bulletin is sent.",
    )

    class Meta:
        model = Bulletin
        fields = ["subject", "body", "audience"]
        widgets = {"subject": forms.TextInput(), "body": RichTextWidget(), "audience": forms.RadioSelect()}
        error_messages = {"subject": {"required": NO_TITLE}}
        help_texts = {
            "body": "Name no child, no home and no address. The greeting and the link to stop are added for you.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = list(self.instance.picks.values_list("pk", flat=True)) if self.instance.pk else []
        self.fields["picks"].choices = _texts(chosen)
        self.initial.setdefault("picks", chosen)
        self.fields["audience"].choices = [
            (value, _counted(value, label)) for value, label in Bulletin.Audience.choices
        ]

    def clean_body(self):
        return words_in(self.cleaned_data["body"])


class SubscriberForm(forms.Form):
    """Someone who asked for bulletins, and how: the evidence of their consent."""

    send = "Add"

    email = forms.EmailField(max_length=254, label="Email address")
    name = forms.CharField(max_length=150, required=False)
    source = forms.CharField(
        max_length=60, label="How they asked", help_text="Such as: by telephone on 4 June, or at the spring conference."
    )


def _texts(chosen: list[int]) -> list[tuple[int, str]]:
    """The newest public texts, and those that were chosen before while they are public."""
    public = Edition.objects.public().newest_first().values_list("publication_id", "title")
    return list(dict([*public.filter(publication__in=chosen), *public[:RECENT]]).items())


def _counted(value: str, label: str) -> str:
    people = size(value).prepared
    return f"{label}: {people} {'person' if people == 1 else 'people'} today"
