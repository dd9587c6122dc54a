"""What is done with what others publish: a body named, a paper recorded, changed, sorted, shared before its time."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from people.access import Permission, check
from people.catalogue.actions import save
from people.models import User
from policy.consent.own_words import check_own_words
from policy.documents.readers import may_be_named
from policy.models import Document, DocumentReader, DocumentResponse, PublicBody
from policy.saving import save_unique

TITLED = "Another document with this title was recorded at this moment. Look for it in the list, or save again."


def save_body(*, body: PublicBody, by: User) -> PublicBody:
    """Keep a public body. Its slug is made once, of its first name. Raises ValidationError for one that is there."""
    body.slug = body.slug or slugify(body.name)[:60].strip("-") or "body"
    return save(row=body, by=by)


@transaction.atomic
def record(*, by: User, responds_to: Iterable[Document] = (), **content) -> Document:
    """Record a paper, and which ones it answers; it is new until it is sorted."""
    check(by, Permission.POLICY_WRITE)
    check_own_words(content)
    document = Document(**content)
    save_unique(document, "document_slug_once", "title", TITLED)
    _keep_responses(document, responds_to)
    return document


@transaction.atomic
def change(*, document: Document, by: User, responds_to: Iterable[Document], **content) -> Document:
    """Replace what is kept of a paper. Whether it was sorted stays, and so does its address.

    Raises ValidationError where it would answer itself, or be a version of a version of itself.
    """
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    check_own_words(content, before=document)
    for name, value in content.items():
        setattr(document, name, value)
    if document in responds_to:
        raise ValidationError({"responds_to": "A document does not answer itself. Take it out."})
    if document.edition_of and document.edition_of.edition_of_id == document.pk:
        raise ValidationError({"edition_of": "That document is a version of this one already. Choose another."})
    document.save()
    _keep_responses(document, responds_to)
    return document


@transaction.atomic
def triage(*, document: Document, by: User) -> Document:
    """Say that a paper was read and sorted; the first time counts."""
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.triaged_at is None:
        document.triaged_at, document.triaged_by = timezone.now(), by
        document.save()
    return document


@transaction.atomic
def name_reader(*, document: Document, user: User, by: User) -> DocumentReader:
    """Let a colleague see a paper before it is published; twice changes nothing.

    Raises ValidationError for somebody who is none of the association's people, and for a paper without an embargo.
    """
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.embargoed_until or document.embargoed_until <= timezone.now():
        raise ValidationError("It is under no embargo: there is nothing to share before its time.")
    if not may_be_named().filter(pk=user.pk).exists():
        raise ValidationError({"user": "Only the association’s own people can be named. Choose one of the list."})
    known = DocumentReader.objects.current().filter(document=document, user=user).first()
    return known or DocumentReader.objects.create(document=document, user=user, named_by=by)


@transaction.atomic
def end_reader(*, reader: DocumentReader, by: User) -> DocumentReader:
    """Let a colleague see a paper no more; the first time counts."""
    check(by, Permission.POLICY_WRITE)
    reader = DocumentReader.objects.select_for_update().get(pk=reader.pk)
    if reader.ended_at is None:
        reader.ended_at = timezone.now()
        reader.save()
    return reader


def _keep_responses(document: Document, responds_to: Iterable[Document]) -> None:
    wanted = {other.pk for other in responds_to}
    document.answers.exclude(to__in=wanted).delete()
    for pk in sorted(wanted - set(document.answers.values_list("to", flat=True))):
        DocumentResponse.objects.create(document=document, to_id=pk)
