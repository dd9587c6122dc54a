"""What the policy desk types of recommendations, of what government said, what we found, and where we stand."""

from django.db.models import OuterRef, Subquery

from people.catalogue import offer
from policy.dated.forms import DatedForm, SourcedMeta
from policy.models import Document, Finding, GovernmentReply, Recommendation, Stance, Theme
from policy.models.recommendation import LONGEST
from policy.models.reply import Says
from policy.pasting.forms import PastedForm
from policy.recommendations.pasted import faults, numbered, read, written
from publishing.models import Edition, Publication
from webforms import forms

PASTE_THEM = "Paste them from the document. Each begins with its number, such as 4a. or Recommendation 7:"


class ThemeForm(forms.ModelForm):
    """The name of a theme."""

    class Meta:
        model = Theme
        fields = ["name"]
        help_texts = {"name": "Such as Workforce, or Leaving care."}


class RecommendationForm(forms.ModelForm):
    """One recommendation, as its paper numbers it."""

    class Meta:
        model = Recommendation
        fields = ["number", "text", "theme"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"number": "As the document numbers it, such as 4a."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)

    def clean_number(self):
        return self.cleaned_data["number"].rstrip(".):")


class PastedRecommendationsForm(PastedForm):
    """A list of recommendations as it was copied, and a theme for all of them."""

    beside = ("theme",)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), required=False, help_text="Of all of them; it can be changed one by one."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pasted"].label = "Recommendations"
        self.fields["pasted"].help_text = PASTE_THEM
        self.fields["theme"].queryset = Theme.objects.offered()

    def read(self, pasted):
        return numbered(read(pasted))

    def written(self):
        return written(self.items)

    def faults(self):
        return faults(self.items, LONGEST, Recommendation._meta.get_field("number").max_length)


class ReplyForm(DatedForm):
    """What government says."""

    class Meta(SourcedMeta):
        model = GovernmentReply
        fields = ["says", "on", "words", "source", "link", "corrects"]
        labels = {**SourcedMeta.labels, "words": "What it says, in short"}

    def needs_source(self, data) -> bool:
        return data.get("says") not in (Says.NONE, Says.LAPSED)


class FindingForm(DatedForm):
    """What we found to be so."""

    class Meta(SourcedMeta):
        model = Finding
        fields = ["state", "on", "words", "source", "link", "corrects"]
        labels = {**SourcedMeta.labels, "words": "What we found"}


class StanceForm(DatedForm):
    """Where we stand, and why."""

    needed = {"words": "needed unless we take no view"}

    class Meta:
        model = Stance
        fields = ["stance", "on", "words", "publication", "corrects"]
        widgets = SourcedMeta.widgets
        labels = {"on": "From which day?", "words": "Why", "corrects": SourcedMeta.labels["corrects"]}
        help_texts = {"publication": "Readers see where we stand once a public text of ours says so."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publication"].label = "Text of ours that says so"
        self.fields["publication"].queryset = _texts()
        self.fields["publication"].label_from_instance = lambda text: f"{text.title} ({text.kind.label.lower()})"

    def clean(self):
        data = super().clean()
        if data.get("stance") != Stance.Kind.NONE and not data.get("words"):
            self.add_error("words", "Say why, in a sentence or two.")
        return data


def _texts():
    """Texts of ours that readers have, the newest first, each with its `title`."""
    public = Edition.objects.public().filter(publication=OuterRef("pk"))
    texts = Publication.objects.annotate(title=Subquery(public.values("title")[:1])).exclude(title=None)
    return texts.order_by("-first_public_at", "-pk")


class ManyRepliesForm(ReplyForm):
    """The same reply to several recommendations: one document often answers many."""

    recommendations = forms.ModelMultipleChoiceField(
        Recommendation.objects.none(), widget=forms.CheckboxSelectMultiple, label="Recommendations that it answers"
    )

    class Meta(ReplyForm.Meta):
        pass

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["recommendations"])
        self.fields["recommendations"].queryset = document.recommendations.all()
        self.fields["recommendations"].label_from_instance = lambda row: f"{row.number}. {row.text[:120]}"
