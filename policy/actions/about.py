"""Saying what a text of ours is about."""

from collections.abc import Iterable

from django.db import transaction

from people.access import check
from people.models import User
from policy.models import About, Consultation, Document
from publishing.models import Publication


@transaction.atomic
def say_about(
    *, publication: Publication, by: User, documents: Iterable[Document], consultations: Iterable[Consultation]
) -> None:
    """Replace what a text is about. Raises PermissionDenied unless `by` may write it."""
    check(by, publication.kind.write)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    publication.about.exclude(document__in=documents).exclude(consultation__in=consultations).delete()
    known = set(publication.about.values_list("document", "consultation"))
    wanted = [(document.pk, None) for document in documents] + [(None, row.pk) for row in consultations]
    for document, consultation in wanted:
        if (document, consultation) not in known:
            About.objects.create(publication=publication, document_id=document, consultation_id=consultation)
