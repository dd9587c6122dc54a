"""Which answers an approved version carries: rows, found at each approval; and what follows when a consent ends."""

from collections.abc import Collection

from policy.consent.checking import carried_in
from policy.models import Answer, AnswerUse
from publishing.actions import withhold
from publishing.actions.editions import locked
from publishing.checklist import all_words
from publishing.models import Edition
from publishing.workflow import Refused

ENDED = "a provider whose words it quotes does not allow it any more."


def save_uses(edition: Edition) -> None:
    """Keep a row for each answer whose words stand in an approved version, in its approval's transaction.

    Raises Refused where a consent ended while the version was approved.
    """
    text = all_words(edition)
    carried = carried_in(text)
    if carried:
        # Who ends a consent locks the same rows: one of the two is first, and the other sees it.
        _lock([each.answer for each in carried])
        carried = carried_in(text)
    if wrong := [each.problem for each in carried if each.problem]:
        raise Refused(" ".join(wrong))
    edition.answer_uses.exclude(answer__in=[each.answer for each in carried]).delete()
    for each in carried:
        AnswerUse.objects.update_or_create(edition=edition, answer=each.answer, defaults={"used_as": each.used_as})


def lock_with_uses(answers: Collection[Answer]) -> None:
    """Lock answers until the transaction ends, after the texts that carry them: as an approval does."""
    for edition in _carrying(answers):
        locked(edition)
    _lock(answers)


def end_uses(answers: Collection[Answer]) -> None:
    """Withhold each version that carries words of the answers further than they allow now."""
    changed = {answer.pk for answer in answers}
    for edition in _carrying(answers):
        carried = carried_in(all_words(edition))
        if any(each.problem for each in carried if each.answer.pk in changed):
            withhold(edition=edition, reason=ENDED)


def _lock(answers: Collection[Answer]) -> None:
    list(Answer.objects.select_for_update().filter(pk__in=[answer.pk for answer in answers]).order_by("pk"))


def _carrying(answers: Collection[Answer]) -> list[Edition]:
    return list(Edition.objects.filter(answer_uses__answer__in=answers).distinct().order_by("pk"))
