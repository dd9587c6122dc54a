"""The form in which a provider answers a consultation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import ClassVar

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string

from policy.evidence.fields import NO_CHILD, AgreeField, answer_field, field_name, fits
from policy.models import Answer, Given, Question, ShownDraft, Submission
from policy.models.question_rules import GIVEN_AS, Kind
from webforms import forms
from webforms.layout import HTML, Button, Details, Heading, Layout

AS_ALL = ("", "As all answers")


class Draft(LayoutObject):
    """A draft of ours between fields, as it was shown."""

    fields = ()

    def __init__(self, draft: ShownDraft):
        self.draft = draft

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string("policy/parts/shown_draft.html", {"draft": self.draft})


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
    """How we may use the answers, and for each question an answer, which we may be told to use otherwise.

    Guarded from the first answer on, when there is no row.
    """

    buttons = (
        Button("Check your answers", name="then", value="check"),
        Button("Save and finish later", name="then", value="later", look="button--second"),
    )

    needed: ClassVar = {"consent_to_all": "before they are sent"}

    consent_to_all = forms.ChoiceField(
        required=False,
        choices=Answer.Consent.choices,
        widget=forms.RadioSelect,
        label="How may we use your answers?",
        help_text="All of them: you can say otherwise below each one.",
    )

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        questions: list[Question],
        submission: Submission | None,
        drafts: Mapping[int, list[ShownDraft]],
    ):
        sent, self.corrected = _under_new_words(sent, questions)
        stored = submission.given if submission else {}
        self.common = _most_common(stored.values())
        about = {"of": [submission or Submission()], "initial": {"consent_to_all": self.common}}
        super().__init__(sent, label_suffix="", **about)
        self.questions = [question for question in questions if question.is_answered]
        self.drafts, self.was_agreed = drafts, submission.agreed if submission else {}
        for question in self.questions:
            given = stored.get(question.pk, Given())
            former = Given() if given.is_given else stored.get(question.replaces_id, Given())
            self._ask(question, given, former)
        parts = [part for question in questions for part in self._parts(question)]
        self.layout = Layout("consent_to_all", *parts, HTML("{% include 'publishing/autosave_status.html' %}"))

    def _ask(self, question: Question, given: Given, former: Given) -> None:
        given = former if fits(question, former) else given
        self.fields[field_name(question)] = answer_field(question, given, former=former)
        self.fields[f"consent_{question.pk}"] = forms.ChoiceField(
            required=False,
            choices=[AS_ALL, *Answer.Consent.choices],
            widget=forms.RadioSelect,
            initial="" if given.consent == self.common else given.consent,
            label=f"{question.name}: how may we use this answer?",
        )
        if drafts := self.drafts.get(question.pk):
            self.fields[f"agree_{question.pk}"] = AgreeField(question, drafts, self.was_agreed.get(question.pk))

    def _parts(self, question: Question) -> list:
        if not question.is_answered:
            return [Heading(str(question))]
        own, otherwise = f"consent_{question.pk}", f"{question.name}: use this answer otherwise"
        drafts = self.drafts.get(question.pk, [])
        agree = [*map(Draft, drafts), f"agree_{question.pk}"] if drafts else []
        return [field_name(question), Details(otherwise, own, is_open=bool(self[own].value())), *agree]

    def clean(self):
        """Nothing that was typed under other words is saved before it was seen under the new ones."""
        if self.corrected:
            names = " and ".join(question.name for question in self.corrected)
            raise ValidationError(
                f"We corrected {names} while you were typing. What you typed is below the new words: see whether it "
                "fits, then save again."
            )

    @property
    def agreed(self) -> dict[int, int | None]:
        """Which draft the provider agrees with, by the id of each question that shows one."""
        fields = {question.pk: f"agree_{question.pk}" for question in self.questions}
        return {pk: self.cleaned_data[name] for pk, name in fields.items() if name in self.fields}

    @property
    def given(self) -> dict[int, Given]:
        """What was typed or chosen, by the question's id."""
        return {question.pk: self._given(question) for question in self.questions}

    def _given(self, question: Question) -> Given:
        name = field_name(question)
        value = {GIVEN_AS[Kind(question.kind)]: self.fields[name].value_of(self.cleaned_data[name])}
        own = Given(consent=self.cleaned_data[f"consent_{question.pk}"], **value)
        return own if own.consent or not own.is_given else own._replace(consent=self.cleaned_data["consent_to_all"])


def _under_new_words(sent: QueryDict | None, questions: list[Question]) -> tuple[QueryDict | None, list[Question]]:
    """What was sent, with words that were typed under a former wording moved to its correction; and those questions."""
    moved = [question for question in questions if sent and _is_under_former(sent, question)]
    if sent is not None and moved:
        sent = sent.copy()
        for question in moved:
            for name in ("text", "consent"):
                sent[f"{name}_{question.pk}"] = sent.get(f"{name}_{question.replaces_id}", "")
    return sent, moved


def _is_under_former(sent: QueryDict, question: Question) -> bool:
    own = field_name(question) if question.is_answered else ""
    return own.startswith("text_") and own not in sent and bool(sent.get(f"text_{question.replaces_id}"))


def _most_common(answers: Iterable[Given]) -> str:
    """The consent that most of the answers have, of equals the first; none where there is no answer yet."""
    consents = Counter(given.consent for given in answers if given.is_given and given.consent)
    return consents.most_common(1)[0][0] if consents else ""
