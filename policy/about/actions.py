"""Saying what a text of ours is about."""

from collections.abc import Iterable

from django.db import transaction

from people.models import User
from policy.models import About, Consultation, Document
from publishing.actions.editions import reopened
from publishing.models import Edition


@transaction.atomic
def say_about(
    *, edition: Edition, by: User, documents: Iterable[Document], consultations: Iterable[Consultation]
) -> None:
    """Replace what a draft or a submitted version is about; it is a draft again.

    A response stays about its consultation.
    Raises PermissionDenied unless `by` may write it, and Refused for a version that cannot change.
    """
    edition = reopened(edition=edition, by=by)
    consultations = {*consultations, *Consultation.objects.filter(response__publication=edition.publication_id)}
    edition.about.exclude(document__in=documents).exclude(consultation__in=consultations).delete()
    known = set(edition.about.values_list("document", "consultation"))
    wanted = [(document.pk, None) for document in documents] + [(None, row.pk) for row in consultations]
    for document, consultation in wanted:
        if (document, consultation) not in known:
            About.objects.create(edition=edition, document_id=document, consultation_id=consultation)
