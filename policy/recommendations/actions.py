"""What is done with recommendations: entered, changed, answered by government, looked at by us, taken a stance on."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.consent.own_words import check_own_words
from policy.dated.checking import check_corrects, check_dated
from policy.models import About, Document, Finding, GovernmentReply, Recommendation, Stance, Theme
from policy.models.dated import Dated
from policy.models.recommendation import NUMBERED
from policy.recommendations.pasted import Item
from policy.saving import save_unique

PARTS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)


@transaction.atomic
def enter(*, document: Document, items: Iterable[Item], by: User, theme: Theme | None = None) -> list[Recommendation]:
    """Enter recommendations of a paper, in the order in which it has them.

    Raises ValidationError, and enters none, where a number is taken.
    """
    check(by, Permission.POLICY_WRITE)
    items = list(items)
    check_own_words({f"text {place}": item.text for place, item in enumerate(items, start=1)})
    document = Document.objects.select_for_update().get(pk=document.pk)
    place = document.recommendations.count()
    made = []
    for item in items:
        place += 1
        row = Recommendation(document=document, number=item.number, text=item.text, theme=theme, place=place)
        taken = f"This document has a recommendation {item.number} already. Take it out of the list, or renumber it."
        save_unique(row, "recommendation_number_once", "number", taken)
        made.append(row)
    _arrange(document)
    return made


@transaction.atomic
def change(*, recommendation: Recommendation, by: User, **content) -> Recommendation:
    """Mend the number, the words or the theme. Raises ValidationError where the number is another one's."""
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=recommendation.document_id)
    recommendation = Recommendation.objects.get(pk=recommendation.pk)
    check_own_words(content, before=recommendation)
    for name, value in content.items():
        setattr(recommendation, name, value)
    save_unique(recommendation, "recommendation_number_once", "number", NUMBERED)
    _arrange(document)
    return recommendation


@transaction.atomic
def delete(*, recommendation: Recommendation, by: User) -> None:
    """Delete one that was entered by a slip. Raises ValidationError for one of which something is recorded."""
    check(by, Permission.POLICY_WRITE)
    recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    kinds = (GovernmentReply, Finding, Stance)
    if any(kind.objects.filter(recommendation=recommendation).exists() for kind in kinds):
        raise ValidationError(f"{recommendation} stays: a reply, a finding or a stance is recorded of it.")
    if About.objects.filter(recommendation=recommendation).exists():
        raise ValidationError(f"{recommendation} stays: a text of ours is about it.")
    recommendation.delete()


@transaction.atomic
def record(*, kind: type[Dated], recommendations: Iterable[Recommendation], by: User, **content) -> list[Dated]:
    """Record the same reply, finding or stance (`kind`) of some recommendations. None is changed or deleted later.

    Raises ValidationError for a day that has not come, a source that is not published, words of a provider's answer,
    and a correction of a row that is another's or corrected.
    """
    check(by, Permission.POLICY_WRITE)
    check_dated(content)
    ids = sorted(row.pk for row in recommendations)
    locked = list(Recommendation.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    check_corrects(content.get("corrects"), ids)
    return [kind.objects.create(recommendation=row, by=by, **content) for row in locked]


def _arrange(document: Document) -> None:
    """As the paper numbers them, where each begins with a figure: 4, 4a, 10. Otherwise as they were entered."""
    rows = list(document.recommendations.order_by("place", "pk"))
    if not all(row.number[:1].isdecimal() for row in rows):
        return
    rows.sort(key=lambda row: [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _parts(row)])
    for place, row in enumerate(rows, start=1):
        if row.place != place:
            row.place = place
            row.save(update_fields=["place"])


def _parts(row: Recommendation) -> list[str]:
    return [part.lower() for part in PARTS.findall(row.number)]
