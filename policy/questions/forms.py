"""What the policy desk types of a question."""

import re
from collections.abc import Iterable

from people.catalogue import offer
from people.models import User
from policy.models import Consultation, Question
from policy.models.cycle import desk_people
from policy.models.question import LONGEST_OPTION
from policy.models.question_rules import MOST_IN_CALL, MOST_STEPS, WITH_OPTIONS, Answering, Kind
from policy.pasting.forms import PastedForm
from policy.questions.pasted import faults, gaps, read, written
from webforms import forms
from webforms.layout import Fieldset, Layout

# What stands before an option, as it was copied.
SIGNS = re.compile(r"^\s*(?:[•·▪‣●○◦☐□–—*-]|\(?[a-z]\)|[a-z]\.)\s+", re.IGNORECASE)
MOST_OPTIONS = 40
LONGEST_TEXT = 5000
PASTE_THEM = (
    "Paste them from the paper, with their numbers: 4a. or Q12 or Question 7. Options stand below their question, each "
    "with a bullet or a letter. A heading begins with “Part”, “Section”, “Chapter” or “Heading:”."
)
FEW_OPTIONS = "Write the options, one a line, two or more. Or choose another way in which it is answered."
NO_OPTIONS = "Only questions with options have any. Take these out, or choose another way in which it is answered."
NO_ENDS = "A scale needs its lowest and its highest step, such as 1 and 5."


class OptionsField(forms.CharField):
    """Options, one a line; the bullets that came with them are taken off. Gives a list."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        options = [SIGNS.sub("", line).strip() for line in super().clean(value).splitlines()]
        options = [option for option in options if option]
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(f"These are {len(options)} options, and {MOST_OPTIONS} fit.")
        for option in options:
            if len(option) > LONGEST_OPTION:
                raise forms.ValidationError(f"“{option[:40]}…” is longer than {LONGEST_OPTION} characters. Shorten it.")
            if options.count(option) > 1:
                raise forms.ValidationError(f"“{option}” stands twice. Take one out.")
        return options


class QuestionForm(forms.ModelForm):
    """One question, as their paper has it, and our help."""

    layout = Layout(
        Fieldset("As their paper has it", "number", "text", "kind"),
        Fieldset("What can be chosen", "options"),
        Fieldset("Scale or number", "lowest", "highest", "lowest_label", "highest_label"),
        Fieldset("Words", "limit"),
        Fieldset("As we ask members", "in_call", "wording", "help"),
    )
    options = OptionsField(required=False, help_text="One a line, for a question that is answered by choosing.")

    class Meta:
        model = Question
        fields = [
            *("number", "text", "kind", "options"),
            *("lowest", "highest", "lowest_label", "highest_label", "limit"),
            *("in_call", "wording", "help"),
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "kind": forms.RadioSelect,
            "wording": forms.Textarea(attrs={"rows": 2}),
            "help": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "number": "As their paper numbers it, such as 4a or 12(ii).",
            "lowest": "For a scale, or for a number that must not be lower.",
            "lowest_label": "Such as Strongly disagree.",
            "highest_label": "Such as Strongly agree.",
            "limit": "If they take no more than so many.",
            "in_call": f"At most {MOST_IN_CALL} questions of a consultation are.",
            "wording": "If their words are hard to answer. Members see it in place of them, and theirs below it.",
            "help": "In a sentence or two, what a provider could tell us. You can always better it.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].needed_later = True  # a heading has none

    def clean_number(self):
        return self.cleaned_data["number"].rstrip(".:").strip()

    def clean(self):
        data = super().clean()
        for field, sentence in _faults(data):
            if field not in self.errors:
                self.add_error(field, sentence)
        return data


class PlanForm(forms.ModelForm):
    """Whether we answer a question, who of the desk sees to it, and what it is about."""

    class Meta:
        model = Question
        fields = ["answering", "skip_reason", "owner", "topic"]
        widgets = {"answering": forms.RadioSelect}
        help_texts = {
            "skip_reason": "So that nobody asks again, such as: it is about fostering alone.",
            "topic": "Our position on it is shown beside the question. Without one, the consultation's topic counts.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = desk_people() | User.objects.filter(pk=self.instance.owner_id)
        self.fields["answering"].choices = [("", "Not decided"), *Answering.choices]
        self.fields["owner"].queryset = staff.order_by("pk")
        self.fields["owner"].empty_label = "Nobody yet"
        offer(self)

    def clean(self):
        data = super().clean()
        skips = data.get("answering") == Answering.SKIP
        if skips and not data.get("skip_reason") and "skip_reason" not in self.errors:
            self.add_error("skip_reason", "Say why, in a sentence.")
        elif data.get("skip_reason") and not skips and "answering" not in self.errors:
            self.add_error("skip_reason", "Only what we skip has a reason. Take it out, or skip the question.")
        return data


class CallForm(forms.EditForm):
    """Which questions of a consultation are put to members. Those that are now are ticked."""

    send = "Put these to members"
    questions = forms.ModelMultipleChoiceField(
        Question.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Questions for members"
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        asked = consultation.questions.asked().exclude(kind=Kind.SEPARATOR)
        now = [question.pk for question in asked if question.in_call]
        super().__init__(*args, of=list(asked), initial={"questions": now}, **kwargs)
        self.fields["questions"].queryset = asked
        self.fields["questions"].help_text = f"At most {MOST_IN_CALL}: a longer call is not answered."


class PastedQuestionsForm(PastedForm):
    """The questions of a paper as they were copied."""

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.fields["pasted"].label = "Questions"
        self.fields["pasted"].help_text = PASTE_THEM

    def read(self, pasted):
        return read(pasted)

    def written(self):
        return written(self.items)

    def faults(self):
        asked = self.consultation.questions.asked().exclude(number="")
        longest = Question._meta.get_field("number").max_length
        return faults(self.items, LONGEST_TEXT, longest, set(asked.values_list("number", flat=True)))

    def again(self, initial):
        return type(self)(consultation=self.consultation, initial=initial)

    @property
    def gaps(self) -> list[str]:
        """Numbers that the list leaves out, a sentence each."""
        return gaps(self.items)


def _faults(data: dict) -> Iterable[tuple[str, str]]:
    """What does not go with the kind, each with its field."""
    kind, lowest, highest = data.get("kind"), data.get("lowest"), data.get("highest")
    if kind != Kind.SEPARATOR and not data.get("number"):
        yield "number", "Write the number that it has in their paper. If it has none, give it one, such as 1."
    options = data.get("options") or []
    if kind in WITH_OPTIONS and len(options) < 2:
        yield "options", FEW_OPTIONS
    elif kind not in WITH_OPTIONS and options:
        yield "options", NO_OPTIONS
    if kind == Kind.SEPARATOR and data.get("wording"):
        yield "wording", "Nobody is asked a heading. Take this out, or choose how it is answered."
    yield from _faults_of_ends(kind, lowest, highest)
    if kind != Kind.SCALE and (data.get("lowest_label") or data.get("highest_label")):
        yield "lowest_label", "Only the steps of a scale mean something. Take this out, or choose a scale."
    if data.get("limit") is not None and (kind != Kind.TEXT or data["limit"] < 1):
        yield "limit", "A limit is of 1 character or more, and of a question that is answered in words."


def _faults_of_ends(kind: str, lowest: int | None, highest: int | None) -> Iterable[tuple[str, str]]:
    if kind == Kind.SCALE and (lowest is None or highest is None):
        yield "lowest" if lowest is None else "highest", NO_ENDS
    elif kind not in (Kind.SCALE, Kind.NUMBER) and (lowest is not None or highest is not None):
        yield "lowest", "Only a scale or a number has ends. Take these out, or choose another way of answering."
    elif lowest is not None and highest is not None and highest <= lowest:
        yield "highest", "The highest must be more than the lowest."
    elif kind == Kind.SCALE and highest - lowest >= MOST_STEPS:
        yield "highest", f"A scale has {MOST_STEPS} steps at most. Let it be answered by a number."


def next_number(questions: Iterable[Question]) -> str:
    """What the next question is probably called: one more than the highest whole number."""
    beginnings = [re.match(r"\d+", question.number) for question in questions]
    return str(max((int(found[0]) for found in beginnings if found), default=0) + 1)
