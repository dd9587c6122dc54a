"""The form in which a provider answers a consultation."""

from policy.evidence.fields import NO_CHILD, answer_field, field_name, fits
from policy.models import Answer, Given, Question, Submission
from policy.models.question_rules import GIVEN_AS, Kind
from webforms import forms
from webforms.layout import Button, Heading, Layout


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
        self.questions = [question for question in questions if question.is_answered]
        stored = submission.given if submission else {}
        for question in self.questions:
            given = stored.get(question.pk, Given())
            former = Given() if given.is_given else stored.get(question.replaces_id, Given())
            self._ask(question, given, former)
        self.layout = Layout(*(part for question in questions for part in self._parts(question)))

    def _ask(self, question: Question, given: Given, former: Given) -> None:
        given = former if fits(question, former) else given
        self.fields[field_name(question)] = answer_field(question, given, former=former)
        self.fields[f"consent_{question.pk}"] = forms.ChoiceField(
            required=False,
            choices=Answer.Consent.choices,
            widget=forms.RadioSelect,
            initial=given.consent,
            label=f"{question.name}: how may we use this answer?",
        )

    def _parts(self, question: Question) -> list:
        if question.is_answered:
            return [field_name(question), f"consent_{question.pk}"]
        return [Heading(str(question))]

    @property
    def given(self) -> dict[int, Given]:
        """What was typed or chosen, by the question's id."""
        return {question.pk: self._given(question) for question in self.questions}

    def _given(self, question: Question) -> Given:
        name = field_name(question)
        value = {GIVEN_AS[Kind(question.kind)]: self.fields[name].value_of(self.cleaned_data[name])}
        return Given(consent=self.cleaned_data[f"consent_{question.pk}"], **value)
