"""What the policy desk types of a consultation: its facts, its questions, and what came of it."""

from people.catalogue import offer
from people.forms import NO_TITLE
from policy.models import Consultation
from policy.models.body import HTTPS_SENTENCE
from publishing.widgets import RichTextWidget
from times import LondonTimeField
from webforms import forms
from webforms.layout import Fieldset, Layout

WAYS = ("respond_link", "respond_email", "respond_post", "respond_form")


class ConsultationForm(forms.ModelForm):
    """The facts of a consultation, with our own deadline beside its closing time."""

    layout = Layout(
        Fieldset("What they ask", "body", "reference", "title", "topic", "summary", "link"),
        Fieldset("How to respond to them", *WAYS),
        Fieldset("When", "opens_at", "closes_at", "internal_deadline", "minutes"),
    )

    opens_at = LondonTimeField(label="Opens")
    closes_at = LondonTimeField(label="Closes", help_text="UK time, such as 11:59pm. From this minute on it is closed.")
    internal_deadline = LondonTimeField(
        label="Our deadline",
        help_text="Members can answer until then. Leave yourselves time to write.",
    )

    class Meta:
        model = Consultation
        fields = [
            *("body", "reference", "title", "topic", "summary", "link"),
            *WAYS,
            *("opens_at", "closes_at", "internal_deadline", "minutes"),
        ]
        widgets = {
            "title": forms.TextInput(),
            "summary": forms.Textarea(attrs={"rows": 4}),
            "respond_post": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "title": {"required": NO_TITLE},
            "link": {"invalid": HTTPS_SENTENCE},
            "respond_link": {"invalid": HTTPS_SENTENCE},
            "respond_form": {"invalid": HTTPS_SENTENCE},
        }
        labels = {"minutes": "Minutes that answering takes"}
        help_texts = {
            "reference": "Such as DFE-2026-14. It is part of the page's address: change it only to mend a slip.",
            "topic": "Our position on it is shown to staff beside their questions.",
            "link": "Their page, beginning with https://.",
            "respond_link": "Where one answers online, if that is another page than theirs.",
            "respond_form": "A link to their form, which is sent back by e-mail or post.",
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
        if data.get("respond_form") and not data.get("respond_email") and not data.get("respond_post"):
            self.add_error(
                "respond_form", "Write where the form is sent too: an e-mail address, or an address by post."
            )
        return data


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
    day = forms.DateField(required=False, label="On which day?")
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
