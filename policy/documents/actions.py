"""What is done with what others publish: a body named, a paper recorded, changed, sorted."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from people.access import Permission, check
from people.catalogue.actions import save
from people.models import User
from policy.models import Document, PublicBody


def save_body(*, body: PublicBody, by: User) -> PublicBody:
    """Keep a public body. Its slug is made once, of its first name. Raises ValidationError for one that is there."""
    body.slug = body.slug or slugify(body.name)[:60].strip("-") or "body"
    return save(row=body, by=by)


@transaction.atomic
def record(*, by: User, **content) -> Document:
    """Record a paper; it is new until it is sorted."""
    check(by, Permission.POLICY_WRITE)
    return Document.objects.create(**content)


@transaction.atomic
def change(*, document: Document, by: User, **content) -> Document:
    """Replace what is kept of a paper. Whether it was sorted stays."""
    check(by, Permission.POLICY_WRITE)
    document = Document.objects.select_for_update().get(pk=document.pk)
    for name, value in content.items():
        setattr(document, name, value)
    document.save()
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
