"""The shape of what the policy desk types. Providers' answers have their own form in `answers.py`."""

from django.core.exceptions import ValidationError

from people.catalogue import offer
from people.forms import NO_TITLE
from policy.models import Consultation, Document, PublicBody, Question
from policy.models.document import HTTPS_SENTENCE
from policy.models.text import LONGEST_ASK
from publishing.forms import StartForm
from publishing.widgets import RichTextWidget
from times import LondonTimeField
from webforms import forms
from webforms.layout import Fieldset, Layout


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class BodyForm(forms.ModelForm):
    """The name of a public body."""

    class Meta:
        model = PublicBody
        fields = ["name"]
        help_texts = {"name": "As it calls itself, such as Department for Education."}


class ConsultationForm(forms.ModelForm):
    """The facts of a consultation, with our own deadline beside its closing time."""

    layout = Layout(
        Fieldset("What they ask", "body", "reference", "title", "summary", "link"),
        Fieldset("When", "opens_at", "closes_at", "internal_deadline", "minutes"),
    )

    opens_at = LondonTimeField(label="Opens")
    closes_at = LondonTimeField(
        label="Closes", help_text="London time, such as 11:59pm. From this minute on it is closed."
    )
    internal_deadline = LondonTimeField(
        label="Our deadline",
        help_text="Members can answer until then. Leave yourselves time to write.",
    )

    class Meta:
        model = Consultation
        fields = [
            *("body", "reference", "title", "summary", "link"),
            *("opens_at", "closes_at", "internal_deadline", "minutes"),
        ]
        widgets = {"title": forms.TextInput(), "summary": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"title": {"required": NO_TITLE}, "link": {"invalid": HTTPS_SENTENCE}}
        labels = {"minutes": "Minutes that answering takes"}
        help_texts = {
            "reference": "Such as DFE-2026-14. It is part of the page's address: change it only to mend a slip.",
            "link": "Their page, beginning with https://.",
            "minutes": "Shown to members before they begin.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)

    def clean_reference(self):
        return "-".join(self.cleaned_data["reference"].upper().split())

    def clean(self):
        data = super().clean()
        opens, closes, ours = (data.get(name) for name in ("opens_at", "closes_at", "internal_deadline"))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "It must close after it opens. Check both days and times.")
        elif ours and closes and ours > closes:
            self.add_error("internal_deadline", "Our deadline must not be later than the closing time.")
        elif ours and opens and ours <= opens:
            self.add_error("internal_deadline", "Our deadline must be later than the opening time.")
        return data


class QuestionForm(forms.ModelForm):
    """One question, as they ask it, and our help."""

    class Meta:
        model = Question
        fields = ["number", "text", "help"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "help": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"help": "In a sentence or two, what a provider could tell us."}


class OutcomeForm(forms.EditForm):
    """What came of a consultation. `cleaned_data["settled"]` is what the action takes."""

    NOTHING, OUTCOME, LAPSED = "nothing", "outcome", "lapsed"
    what = forms.ChoiceField(
        choices=[
            (NOTHING, "Nothing has been published yet"),
            (OUTCOME, "They published an outcome"),
            (LAPSED, "It lapsed: no outcome will come"),
        ],
        widget=forms.RadioSelect,
        label="What came of it?",
    )
    day = forms.DateField(required=False, widget=DayInput(), label="On which day?")
    outcome = forms.CharField(required=False, widget=RichTextWidget(), label="What they decided")

    def clean(self):
        data = super().clean()
        what, day, outcome = data.get("what"), data.get("day"), data.get("outcome")
        if what in (self.OUTCOME, self.LAPSED) and not day and "day" not in self.errors:
            self.add_error("day", "Write the day on which it happened.")
        if what == self.OUTCOME and not outcome:
            self.add_error("outcome", "Write what they decided, in a few sentences.")
        data["settled"] = {
            self.OUTCOME: {"outcome": outcome, "outcome_on": day},
            self.LAPSED: {"lapsed_on": day},
        }.get(what, {})
        return data

    @classmethod
    def initial_of(cls, consultation: Consultation) -> dict:
        """What the form shows first."""
        what = cls.OUTCOME if consultation.outcome_on else cls.LAPSED if consultation.lapsed_on else cls.NOTHING
        day = consultation.outcome_on or consultation.lapsed_on
        return {"what": what, "day": day, "outcome": consultation.outcome}


class DocumentForm(forms.ModelForm):
    """A paper by someone else."""

    class Meta:
        model = Document
        fields = ["body", "kind", "title", "published_on", "link", "summary"]
        widgets = {
            "title": forms.TextInput(),
            "published_on": DayInput(),
            "summary": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {"title": {"required": NO_TITLE}, "link": {"invalid": HTTPS_SENTENCE}}
        help_texts = {"link": "Beginning with https://."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)


class AsksField(forms.CharField):
    """Asks, one a line; gives a list of them."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, help_text: str):
        super().__init__(required=False, label="What we ask for", help_text=help_text)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        asks = [line for line in lines if line]
        for number, ask in enumerate(asks, start=1):
            if len(ask) > LONGEST_ASK:
                raise ValidationError(f"Ask {number} is longer than {LONGEST_ASK} characters. Shorten it or split it.")
        return asks


class PositionForm(StartForm):
    """What a position paper begins with."""

    asks = AsksField("One ask a line, in order. The text begins with them as a numbered list.")


class AsksForm(forms.EditForm):
    """The asks of a position alone."""

    asks = AsksField("One ask a line, in order. This is our own list: the text itself stays as it is.")


class AboutForm(forms.EditForm):
    """What a text of ours is about. Everyone who writes texts may choose: all of it has been published."""

    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Papers by others"
    )
    consultations = forms.ModelMultipleChoiceField(
        Consultation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, edition, **kwargs):
        chosen = list(edition.about.all())
        initial = {
            "documents": [row.document_id for row in chosen if row.document_id],
            "consultations": [row.consultation_id for row in chosen if row.consultation_id],
        }
        super().__init__(*args, of=[edition], initial=initial, **kwargs)
        self.fields["documents"].queryset = Document.objects.published()
        self.fields["consultations"].queryset = Consultation.objects.public().order_by("-opens_at", "pk")
