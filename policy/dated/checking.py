"""What anything that is recorded with a day must hold."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from policy.consent.own_words import check_own_words
from policy.models import Document
from policy.models.dated import Dated


def check_dated(content: Mapping[str, Any]) -> None:
    """Raise ValidationError for a day (`on`, London) that has not come, words of a provider's answer, and a source that
    is not published.
    """
    if content["on"] > timezone.localdate():
        raise ValidationError({"on": "That day has not come. Write the day on which it happened."})
    check_own_words(content)
    source = content.get("source")
    if isinstance(source, Document) and not Document.objects.published().filter(pk=source.pk).exists():
        raise ValidationError({"source": "That document is not published yet, and what it says neither. Wait for it."})


def check_corrects(row: Dated | None, of: list[int]) -> None:
    """Raise ValidationError where a row to be corrected is of something else than `of`, or was corrected meanwhile.

    Call it with what it is recorded of locked.
    """
    if row is None:
        return
    if [getattr(row, f"{row.OF}_id")] != of or type(row).objects.filter(corrects=row).exists():
        raise ValidationError({"corrects": "That entry was corrected meanwhile. Look at the newest one."})
