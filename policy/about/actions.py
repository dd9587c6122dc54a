"""Saying what a text of ours is about."""

from collections.abc import Iterable

from django.db import transaction

from people.models import User
from policy.models import About, Consultation, Document, Recommendation
from policy.models.about import THINGS
from publishing.actions.editions import reopened
from publishing.models import Edition


@transaction.atomic
def say_about(
    *,
    edition: Edition,
    by: User,
    documents: Iterable[Document],
    consultations: Iterable[Consultation],
    recommendations: Iterable[Recommendation] = (),
) -> None:
    """Replace what a draft or a submitted version is about; it is a draft again.

    A response stays about its consultation.
    Raises PermissionDenied unless `by` may write it, and Refused for a version that cannot change.
    """
    edition = reopened(edition=edition, by=by)
    consultations = {*consultations, *Consultation.objects.filter(response__publication=edition.publication_id)}
    wanted = dict(zip(THINGS, (documents, consultations, recommendations), strict=True))
    for thing, rows in wanted.items():
        named = edition.about.exclude(**{thing: None})
        named.exclude(**{f"{thing}__in": rows}).delete()
        known = set(named.values_list(thing, flat=True))
        for row in rows:
            if row.pk not in known:
                About.objects.create(edition=edition, **{thing: row})
