"""The field in which a question is answered, by its kind. None is required: what is left out is no answer."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from people.templatetags.people import day
from policy.evidence.actions import READ_AGAIN
from policy.models import Given, Question, ShownDraft
from policy.models.evidence import LONGEST_ANSWER
from policy.models.question_rules import GIVEN_AS, Kind
from webforms import forms

CORRECTED = "We corrected this question. What you answered before is below: see whether it fits the new words."
NO_CHILD = "Name no child, and nothing from which a child could be recognised."
NO_ANSWER = [("", "No answer")]  # a browser takes no choice among radio buttons back
COUNTED = "You can agree and still write your own words. Outside the association it is only counted, without your name."
CHANGED = "We changed our draft since you agreed. Your agreement stays with what you read then, unless you agree anew."
NO_NUMBER = "Write a number in figures, such as 12 or 3.5, with at most two decimal places."


def answer_field(question: Question, given: Given, *, former: Given) -> forms.Field:
    """The field for a question, with what was given to it so far, or to the question that it corrects (`former`)."""
    return FIELDS[Kind(question.kind)](question, given=given, former=former)


def fits(question: Question, former: Given) -> bool:
    """Whether what was given to the former wording may stand in the form: words can, options then were others."""
    return bool(former.text) and question.kind == Kind.TEXT


def _corrected(question: Question, former: Given) -> str:
    if not former.is_given or fits(question, former):
        return CORRECTED if former.is_given else ""
    was = question.replaces.in_words(text=former.text, chosen=former.chosen, amount=former.amount)
    return f"We corrected this question. To its former words you answered: {', '.join(was.splitlines())}."


def field_name(question: Question) -> str:
    return f"{GIVEN_AS[Kind(question.kind)]}_{question.pk}"


class _Answer:
    """What the fields of all kinds say and keep."""

    hint = ""

    def __init__(self, question: Question, *, given: Given, former: Given, **kwargs):
        self.question = question
        paper = f"Their paper asks: “{question.text}”" if question.wording else ""
        hints = [_corrected(question, former), question.help, paper, self.hint_of(given)]
        help_text = format_html(" ".join(["{}"] * len(hints)), *hints)
        initial = self.opened(getattr(given, GIVEN_AS[Kind(question.kind)]))
        super().__init__(required=False, label=question.to_members, help_text=help_text, initial=initial, **kwargs)

    def hint_of(self, given: Given) -> str:
        return self.hint

    def opened(self, value):
        """What the field begins with, of what is kept."""
        return value

    def value_of(self, cleaned):
        """What is kept of what was typed or chosen."""
        return cleaned


class WordsField(_Answer, forms.CharField):
    """An answer's words."""

    widget = forms.Textarea(attrs={"rows": 6})

    def hint_of(self, given):
        if not self.question.limit:
            return NO_CHILD
        over = self.question.over_limit(given.text)
        return f"{f'As it is now, {over}' if over else f'They take {self.question.limit:,} characters.'} {NO_CHILD}"

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > LONGEST_ANSWER:
            raise ValidationError(
                f"{self.question.name}: your answer has {len(text):,} characters, and {LONGEST_ANSWER:,} fit. "
                "Shorten it, or ring us to send us more. It is not saved yet."
            )
        return text


class OneField(_Answer, forms.TypedChoiceField):
    """One option, or one step of a scale."""

    widget = forms.RadioSelect

    def __init__(self, question, **kwargs):
        super().__init__(question, choices=NO_ANSWER + question.steps, coerce=int, empty_value=None, **kwargs)

    def opened(self, value):
        return value[0] if value else None

    def value_of(self, cleaned):
        return () if cleaned is None else (cleaned,)


class ManyField(_Answer, forms.TypedMultipleChoiceField):
    """Any of the options."""

    widget = forms.CheckboxSelectMultiple
    hint = "Tick all that apply."

    def __init__(self, question, **kwargs):
        super().__init__(question, choices=question.steps, coerce=int, empty_value=(), **kwargs)

    def value_of(self, cleaned):
        return tuple(sorted(set(cleaned)))


class NumberField(_Answer, forms.DecimalField):
    """A number, as people write it: with commas, a pound or a per cent sign."""

    def __init__(self, question, **kwargs):
        bounds = {"min_value": question.lowest, "max_value": question.highest}
        errors = dict.fromkeys(("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), NO_NUMBER)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 12})
        about = {"max_digits": 14, "decimal_places": 2, "error_messages": errors, "widget": widget}
        super().__init__(question, **bounds, **about, **kwargs)

    def hint_of(self, given):
        return f"In figures, {self.question.limits}." if self.question.limits else "In figures."

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value):
        return super().to_python(str(value or "").strip(" £%").replace(",", ""))


class AgreeField(forms.TypedChoiceField):
    """Whether the provider agrees with our draft as it is shown, or goes on agreeing with a former one."""

    widget = forms.RadioSelect

    def __init__(self, question: Question, drafts: list[ShownDraft], agreed: int | None):
        changed = agreed and any(draft.ended_at is None for draft in drafts if draft.pk != agreed)
        super().__init__(
            required=False,
            choices=[("", "We do not say"), *((draft.pk, _named(draft)) for draft in drafts)],
            coerce=int,
            empty_value=None,
            initial=agreed,
            label=f"{question.name}: do you agree with our draft?",
            help_text=f"{CHANGED if changed else ''} {COUNTED}".strip(),
            error_messages={"invalid_choice": READ_AGAIN},
        )


def _named(draft: ShownDraft) -> str:
    if draft.ended_at is None:
        return "We agree with this draft"
    return f"We agree with draft {draft.number} of {day(draft.shown_at)}, as it was then"


FIELDS = {
    Kind.TEXT: WordsField,
    Kind.ONE: OneField,
    Kind.MANY: ManyField,
    Kind.SCALE: OneField,
    Kind.NUMBER: NumberField,
}
