"""Words of the desk that readers get without an approval: they are the desk's own, and no answer's."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from policy.consent.checking import carried_in
from publishing.richtext.markup import plain

QUOTED = (
    "These are words of a provider's answer. Say it in your own words here. Quote it in a text of ours: there its "
    "consent is looked at, and somebody approves it."
)


def check_own_words(content: Mapping[str, Any], before: Model | None = None) -> None:
    """Raise ValidationError, under each field, where what is written carries eight words of an answer that was sent.

    Whatever its consent: only texts of ours keep where an answer is used, and are withheld when its consent ends. What
    the row has already, `before`, is not asked again: a provider may have taken it from there. One query where nothing
    is found.
    """
    new = {name: value for name, value in content.items() if before is None or getattr(before, name) != value}
    written = {name: plain(value) for name, value in new.items() if isinstance(value, str) and value}
    if not written or not carried_in("\n".join(written.values())):
        return
    if wrong := {name: QUOTED for name, words in written.items() if carried_in(words)}:
        raise ValidationError(wrong)
