"""What is done with themes: added, changed, and given to answers and taken from them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from policy.consent.own_words import check_own_words
from policy.consultations.actions import check_answered_out
from policy.models import Answer, AnswerCoding, AnswerTheme, Question, SentAnswer
from policy.models.coding import NAMED
from policy.models.question_rules import Kind
from policy.saving import save_unique

OPEN = "Members can still answer. Their answers get themes once they cannot."
NOT_WORDS = "This question is not answered in words."
NOT_SENT = "This answer is not sent, or was taken back."
NOT_OFFERED = "One of these themes is another question's, or retired. Choose from those that are shown."
WHICH = "Choose the theme that these words show."
NO_WORDS = "Copy words of the answer that show this theme, or choose none."
NOT_THEIRS = "These words do not stand so in the answer. Copy them from it, without a word of ours."


@transaction.atomic
def add_theme(*, question: Question, by: User, name: str, meaning: str = "") -> AnswerTheme:
    """Add a theme to a question in words.

    Raises ValidationError while members can answer, for a name that is taken, and for words of a provider's answer: a
    name leaves the team with the tables.
    """
    _check(by)
    check_answered_out(question.consultation, otherwise=OPEN)
    if question.kind != Kind.TEXT:
        raise ValidationError(NOT_WORDS)
    return _saved(AnswerTheme(question=question), name=name, meaning=meaning)


@transaction.atomic
def change_theme(*, theme: AnswerTheme, by: User, **content) -> AnswerTheme:
    """Name it otherwise, say what belongs to it, retire it or bring it back. Raises as `add_theme` does."""
    _check(by)
    check_answered_out(theme.question.consultation, otherwise=OPEN)
    return _saved(AnswerTheme.objects.select_for_update(of=["self"]).get(pk=theme.pk), **content)


@transaction.atomic
def code(
    *,
    answer: Answer,
    by: User,
    themes: Collection[AnswerTheme],
    extract: str = "",
    extract_of: AnswerTheme | None = None,
) -> None:
    """Give an answer these themes and no others, and one of them words of the answer in the place of what it has.

    Raises ValidationError while members can answer, for an answer that is not sent, for a theme that is not offered,
    and for words without a theme, or that do not stand in the answer as it was sent last.
    """
    _check(by)
    check_answered_out(answer.question.consultation, otherwise=OPEN)
    wanted = {theme.pk: theme for theme in [*themes, *([extract_of] if extract_of else [])]}
    live = {coding.theme_id: coding for coding in answer.codings.live()}
    _check_offered(answer, wanted, set(live))
    _check_extract(answer, extract, extract_of)
    replaced = extract_of.pk if extract_of and extract_of.pk in live else None
    for pk, coding in live.items():
        if pk not in wanted or pk == replaced:
            coding.removed_at, coding.removed_by = timezone.now(), by
            coding.save()
    for pk, theme in wanted.items():
        if pk not in live or pk == replaced:
            shown = extract if extract_of and pk == extract_of.pk else ""
            AnswerCoding.objects.create(answer=answer, theme=theme, extract=shown, by=by)


def stands_in(extract: str, text: str) -> bool:
    """Whether words stand in a text, however lines and spaces are broken."""
    return _spaced(extract) in _spaced(text)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _check(by: User) -> None:
    check(by, Permission.POLICY_WRITE)
    check(by, Permission.EVIDENCE_VIEW)


def _check_offered(answer: Answer, wanted: dict[int, AnswerTheme], live: set[int]) -> None:
    if not Answer.objects.sent().filter(pk=answer.pk).exists():
        raise ValidationError(NOT_SENT)
    offered = set(AnswerTheme.objects.current().filter(question=answer.question_id).values_list("pk", flat=True))
    if wanted.keys() - offered - live:
        raise ValidationError({"themes": NOT_OFFERED})


def _check_extract(answer: Answer, extract: str, of: AnswerTheme | None) -> None:
    if extract and not of:
        raise ValidationError({"extract_of": WHICH})
    if of and not extract:
        raise ValidationError({"extract": NO_WORDS})
    if extract and not stands_in(extract, SentAnswer.objects.latest_of([answer])[answer.pk].text):
        raise ValidationError({"extract": NOT_THEIRS})


def _saved(theme: AnswerTheme, **content) -> AnswerTheme:
    check_own_words(content, before=theme if theme.pk else None)
    for name, value in content.items():
        setattr(theme, name, value)
    save_unique(theme, "answer_theme_name_once", "name", NAMED)
    return theme
