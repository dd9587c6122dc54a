"""What the policy desk types of what was decided."""

from policy.dated.forms import DatedForm, SourcedMeta
from policy.models import Consultation, Question, QuestionOutcome
from policy.models.outcome import SAID_NOTHING
from webforms import forms


class _OutcomeForm(DatedForm):
    needed = {**DatedForm.needed, "words": "needed unless they said nothing"}

    class Meta(SourcedMeta):
        model = QuestionOutcome
        fields = ["decided", "on", "words", "source", "link"]
        labels = {**SourcedMeta.labels, "words": "The paragraph that says so, in their words"}
        help_texts = {"words": "Readers and the providers who answered see it as a quotation."}

    def needs_source(self, data) -> bool:
        return data.get("decided") not in SAID_NOTHING

    def clean(self):
        data = super().clean()
        if self.needs_source(data) and not data.get("words") and "words" not in self.errors:
            self.add_error("words", "Copy the paragraph in which they say so.")
        return data


class QuestionOutcomesForm(_OutcomeForm):
    """The same decision on some questions: one paragraph often answers several."""

    questions = forms.ModelMultipleChoiceField(
        Question.objects.none(), widget=forms.CheckboxSelectMultiple, label="Questions that it answers"
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["questions"])
        self.fields["questions"].queryset = consultation.questions.asked().answerable()


class CorrectionForm(_OutcomeForm):
    """What is right in the place of a row that was recorded wrong, with that row's content to begin with."""

    def __init__(self, *args, corrects: QuestionOutcome, **kwargs):
        initial = {name: getattr(corrects, name) for name in self._meta.fields}
        super().__init__(*args, initial=initial, **kwargs)
