"""Which answers an approved version carries: rows, found anew at each approval."""

from policy.consent.checking import carried_in
from policy.models import AnswerUse
from publishing.checklist import all_words
from publishing.models import Edition


def save_uses(edition: Edition) -> None:
    """Keep a row for each answer whose words stand in an approved version, in its approval's transaction."""
    carried = carried_in(all_words(edition))
    edition.answer_uses.exclude(answer__in=[each.answer for each in carried]).delete()
    for each in carried:
        AnswerUse.objects.update_or_create(edition=edition, answer=each.answer, defaults={"used_as": each.used_as})
