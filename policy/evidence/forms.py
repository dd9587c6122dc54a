"""The form in which a provider answers a consultation."""

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from policy.models import Answer, Given, Question, Submission
from policy.models.evidence import LONGEST_ANSWER
from webforms import forms
from webforms.layout import Button

CORRECTED = "We corrected this question. What you answered before is below: see whether it fits the new words."
NO_CHILD = "Name no child, and nothing from which a child could be recognised."


class AnswerField(forms.CharField):
    """An answer's words. No `maxlength` in the page: a browser would cut off what is pasted without a word."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, question: Question, *, former: str, **kwargs):
        help_text = format_html("{} {} {}", CORRECTED if former else "", question.help, NO_CHILD)
        super().__init__(required=False, label=str(question), help_text=help_text, **kwargs)
        self.number = question.number

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > LONGEST_ANSWER:
            raise ValidationError(
                f"Question {self.number}: your answer has {len(text):,} characters, and {LONGEST_ANSWER:,} fit. "
                "Shorten it, or ring us to send us more. It is not saved yet."
            )
        return text


class VersionForm(forms.Form):
    """Which version of the answers the person has checked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TickedForm(VersionForm):
    """Answers that were ticked, and the version that was shown."""

    submission = forms.IntegerField(min_value=1)


class NoteForm(forms.Form):
    """What is said to who wrote the answers, as they are given back."""

    send, look = "Give them back", "button--second"

    note = forms.CharField(
        max_length=300, required=False, label="What should change", help_text=f"They get it by mail. {NO_CHILD}"
    )


class AnswersForm(forms.EditForm):
    """For each question an answer and how we may use it. Guarded from the first answer on, when there is no row."""

    buttons = (
        Button("Check your answers", name="then", value="check"),
        Button("Save and finish later", name="then", value="later", look="button--second"),
    )

    def __init__(self, *args, questions: list[Question], submission: Submission | None, **kwargs):
        super().__init__(*args, of=[submission or Submission()], label_suffix="", **kwargs)
        self.questions = questions
        stored = submission.given if submission else {}
        for question in questions:
            given = stored.get(question.pk, Given())
            former = Given() if given.text else stored.get(question.replaces_id, Given())
            given = former if former.text else given
            self.fields[f"text_{question.pk}"] = AnswerField(question, former=former.text, initial=given.text)
            self.fields[f"consent_{question.pk}"] = forms.ChoiceField(
                required=False,
                choices=Answer.Consent.choices,
                widget=forms.RadioSelect,
                initial=given.consent,
                label=f"Question {question.number}: how may we use this answer?",
            )

    @property
    def given(self) -> dict[int, Given]:
        """What was typed, by the question's id."""
        data = self.cleaned_data
        return {
            question.pk: Given(data[f"text_{question.pk}"], data[f"consent_{question.pk}"])
            for question in self.questions
        }
